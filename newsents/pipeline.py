"""The pipeline: the stages in order, spaCy components made of them, and the front door `load`, `extract`."""

# Not `from __future__ import annotations`: spaCy before 3.8.12 needs the annotations of a factory as objects.

import logging
import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, fields
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from weakref import WeakKeyDictionary

import spacy
import srsly
from pydantic import TypeAdapter, ValidationError
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training.batchers import minibatch_by_words
from spacy.util import filter_spans, get_lang_class, is_package
from thinc.api import Config
from typing_extensions import Self

from newsents.errors import ArticleError, FrameError, GazetteerError, ModelError
from newsents.gazetteer import Gazetteer
from newsents.gazetteer.gazetteer import compiled_path
from newsents.gazetteer.store import read_source
from newsents.memory import give_back_memory
from newsents.paths import data_folder
from newsents.records import Article, Failure, Report
from newsents.rules.meetings import Frame
from newsents.stages.attributes import REPORT, register_attributes
from newsents.stages.coref import resolve_mentions
from newsents.stages.encounters import frame_index, note_encounters
from newsents.stages.links import link_mentions
from newsents.stages.mentions import mark_mentions
from newsents.stages.notes import ARTICLE, Resources, Stage, notes_of
from newsents.stages.pieces import LONGEST_PIECE, read_in_pieces
from newsents.stages.report import build_report
from newsents.stages.roles import note_roles
from newsents.stages.titles import mark_titles
from newsents.stages.tokens import mark_sentences
from newsents.stages.trees import parse_parts
from newsents.stages.warnings import note_warnings
from newsents.workers import Workers

STAGES: Mapping[str, Stage] = {
    "tokens": mark_sentences,
    "mentions": mark_mentions,
    "titles": mark_titles,
    "links": link_mentions,
    "coref": resolve_mentions,
    "roles": note_roles,
    "encounters": note_encounters,
    "warnings": note_warnings,
}
"""What is done to an article, in this order."""

SPANS = "newsents"
BUNDLED = "bundled"
DEFAULT_MODEL = "en_core_web_sm"
DOWNLOAD = f"python -m spacy download {DEFAULT_MODEL}"

_NEEDS = {"token.tag": "tagger", "token.dep": "parser", "doc.ents": "ner"}
"""What the stages read, and the component that usually writes it."""
_SETTINGS: Mapping[str, Any] = {"set_ents": False}
_PARSES = ("needed", "all")
_WITH_PARSER = ("parser", "attribute_ruler", "lemmatizer")
"""Factories whose work is done only where trees are needed, if they stand side by side in this order."""
_IN_PIECES = frozenset({"tok2vec", "tagger", "ner", "newsents_trees", *_WITH_PARSER})
"""Factories of components that look at no more than a few words, or a sentence, at a time."""
_MOST_LEMMAS = 5_000
_AT_ONCE = LONGEST_PIECE
"""Tokens that the model reads together, in whole articles: more at a time and its arrays fill memory, not the cache."""
_OVERLAY_FILE = "gazetteer.jsonl"
_FRAMES_FILE = "frames.jsonl"

_log = logging.getLogger("newsents")
_default_lock = threading.Lock()
_default_nlp: Language | None = None
_locks: WeakKeyDictionary[Language, "threading.RLock"] = WeakKeyDictionary()

GazetteerSource = str | Path | Mapping[str, Any]
FrameSource = Frame | Mapping[str, Any]

register_attributes()


class Component:
    """A spaCy component that runs stages on a `Doc`, and keeps what the user added to gazetteer and frames.

    `doc.spans["newsents"]` holds the mentions with `label_` and `kb_id_`, `doc._.newsents` is the `Report`.
    The gazetteer is opened with the first `Doc`. What the user added is kept as data, so that a saved pipeline
    does not need the files it came from.
    """

    def __init__(
        self,
        stages: Sequence[str],
        *,
        model: str = "",
        gazetteer: Sequence[GazetteerSource] = (),
        frames: Sequence[FrameSource] = (),
        set_ents: bool = False,
    ) -> None:
        self.stages = tuple(stages)
        self.model = model
        self.set_ents = set_ents
        self._sources = tuple(gazetteer)
        self._frames = tuple(map(read_frame, frames))
        self._resources: Resources | None = None

    @property
    def resources(self) -> Resources:
        """The gazetteer with the user's rows, and the user's frames. Raises `GazetteerError` if malformed."""
        if self._resources is None:
            gazetteer = Gazetteer.load()
            self._resources = Resources(
                gazetteer.overlay(*self._sources) if self._sources else gazetteer, self._frames
            )
        return self._resources

    def __call__(self, doc: Doc) -> Doc:
        for name in self.stages if len(doc) else ():
            try:
                STAGES[name](doc, self.resources)
            except KeyError as error:  # which spaCy would take for a component that was not initialised
                raise RuntimeError(f"stage {name!r} failed: {error!r}") from error
        gazetteer = self.resources.gazetteer
        notes_of(doc)["gazetteer"] = f"{gazetteer.version} {gazetteer.digest}"
        notes_of(doc)["model"] = self.model
        write_spans(doc, self.set_ents)
        return doc

    def overlay_rows(self) -> list[dict[str, Any]]:
        """What the user added to the gazetteer, as JSON rows."""
        return [row for source in self._sources for row in read_rows(source)]

    def frame_rows(self) -> list[dict[str, Any]]:
        """The user's frames, as JSON rows."""
        return [asdict(frame) for frame in self._frames]

    def set_rows(
        self,
        overlay: Iterable[Mapping[str, Any]],
        frames: Iterable[FrameSource],
        gazetteer: Gazetteer | None = None,
    ) -> None:
        """Replace what the user added; `gazetteer` is the one with this overlay, if it is open already."""
        self._sources, self._frames = tuple(overlay), tuple(map(read_frame, frames))
        self._resources = Resources(gazetteer, self._frames) if gazetteer else None

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return what the user added, as msgpack."""
        return cast(bytes, srsly.msgpack_dumps({"overlay": self.overlay_rows(), "frames": self.frame_rows()}))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Take back what `to_bytes` returned, in place of what there was."""
        kept = cast("dict[str, Any]", srsly.msgpack_loads(data))
        self.set_rows(kept["overlay"], kept["frames"])
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write what the user added into a folder, as JSON Lines."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        srsly.write_jsonl(folder / _OVERLAY_FILE, self.overlay_rows())
        srsly.write_jsonl(folder / _FRAMES_FILE, self.frame_rows())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Take back what `to_disk` wrote, in place of what there was."""
        folder = Path(path)
        self.set_rows(srsly.read_jsonl(folder / _OVERLAY_FILE), srsly.read_jsonl(folder / _FRAMES_FILE))
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Leave the open gazetteer behind: another process opens its own."""
        return {**self.__dict__, "_resources": None}


class Trees:
    """A spaCy component that parses the sentences which may tell of an encounter, and leaves the others alone.

    `pipes`: the names of the parser and of what follows it; they stay in the pipeline, disabled. Keeps the user's
    frames as data, for their words are looked for too.
    """

    def __init__(self, nlp: Language, pipes: Sequence[str], frames: Sequence[FrameSource] = ()) -> None:
        self._pipes = [nlp.get_pipe(pipe) for pipe in pipes]
        self.set_frames(frames)

    def set_frames(self, frames: Iterable[FrameSource]) -> None:
        """Look for the words of these frames beside those of the shipped ones."""
        self._frames = tuple(map(read_frame, frames))
        self._triggers = frame_index(self._frames).triggers

    def __call__(self, doc: Doc) -> Doc:
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Parse the parts of many Docs together."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            self._forget()
            parse_parts(docs, [_stream(pipe) for pipe in self._pipes], self._triggers)
            yield from docs

    def _forget(self) -> None:
        """Empty the cache of a lemmatizer that has met many words: it would grow with all that is read."""
        for pipe in self._pipes:
            if len(cache := getattr(pipe, "cache", {})) > _MOST_LEMMAS:
                cache.clear()

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the user's frames, as msgpack."""
        return cast(bytes, srsly.msgpack_dumps([asdict(frame) for frame in self._frames]))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Take back what `to_bytes` returned, in place of what there was."""
        self.set_frames(cast("list[Any]", srsly.msgpack_loads(data)))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the user's frames into a folder, as JSON Lines."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        srsly.write_jsonl(folder / _FRAMES_FILE, [asdict(frame) for frame in self._frames])

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Take back what `to_disk` wrote, in place of what there was."""
        self.set_frames(srsly.read_jsonl(Path(path) / _FRAMES_FILE))
        return self


def _stream(pipe: Any) -> Callable[[Iterable[Doc]], Iterable[Doc]]:
    """A component's way to read many Docs."""
    return getattr(pipe, "pipe", None) or (lambda docs: map(pipe, docs))


def write_spans(doc: Doc, set_ents: bool) -> None:
    """Write the mentions as spans with `label_` and `kb_id_`; into `doc.ents` too if asked."""
    notes = notes_of(doc)
    kb_ids = {entity["id"]: entity["kb_id"] for entity in notes.get("entities", [])}
    mentions = notes.get("mentions", [])
    spans = [
        Span(
            doc, m["start"], m["end"], label=m["label"], kb_id=kb_ids.get(m["entity"] or "", m["kb_id"]) or ""
        )
        for m in mentions
    ]
    doc.spans[SPANS] = spans
    if set_ents:
        named = [
            s
            for s, m in zip(spans, mentions, strict=True)
            if m["form"] != "description" and m["label"] != "TITLE"
        ]
        ours = filter_spans(named)
        taken = {token.i for span in ours for token in span}
        doc.ents = [*ours, *(ent for ent in doc.ents if taken.isdisjoint(range(ent.start, ent.end)))]


# What the user adds


def read_rows(source: GazetteerSource) -> list[dict[str, Any]]:
    """Return the rows of a JSONL or CSV file, the one row that is given as a mapping, or a row that names a compiled
    file.

    Raises `GazetteerError` if the file cannot be read.
    """
    if isinstance(source, Mapping):
        return [dict(source)]
    if (compiled := compiled_path(source)) is not None:
        return [{"compiled": str(compiled.resolve())}]
    if isinstance(source, (str, Path)):
        return [dict(row) for row, _ in read_source(Path(source))]
    raise GazetteerError(f"gazetteer: expected a path or a mapping, got {type(source).__name__}")


def read_frame(source: FrameSource) -> Frame:
    """Return the encounter frame that a mapping describes. Raises `FrameError` naming the field at fault.

    >>> read_frame({"id": "meet.tea", "kind": "meeting", "pos": "noun", "words": ["tea"], "others": ["with"]}).words
    ('tea',)
    """
    if isinstance(source, Frame):
        return source
    if not isinstance(source, Mapping):
        raise FrameError(f"frame: expected a Frame or a mapping, got {type(source).__name__}")
    known = [field.name for field in fields(Frame)]
    if unknown := sorted(set(source) - set(known)):
        raise FrameError(f"frame {source.get('id')!r}: no field {unknown[0]!r}; there are {', '.join(known)}")
    try:
        return TypeAdapter(Frame).validate_python(dict(source))
    except ValidationError as error:
        fault = error.errors()[0]
        raise FrameError(
            f"frame {source.get('id')!r}, {'.'.join(map(str, fault['loc']))}: {fault['msg']}"
        ) from None


def _as_list(value: Any) -> list[Any]:
    """None as an empty list, one source as a list of one."""
    if value is None:
        return []
    is_many = isinstance(value, Iterable) and not isinstance(value, (str, Path, Mapping))
    return list(value) if is_many else [value]


# Factories

_Factory = Callable[..., Component]


def _factory(name: str, stages: Sequence[str], assigns: Sequence[str]) -> _Factory:
    """Register and return the factory of a component that runs these stages."""

    def create(
        nlp: Language, name: str, gazetteer: list[Any], frames: list[Any], set_ents: bool
    ) -> Component:
        return Component(stages, model=model_name(nlp), gazetteer=gazetteer, frames=frames, set_ents=set_ents)

    defaults = {"gazetteer": [], "frames": [], **_SETTINGS}
    return cast(_Factory, Language.factory(name, default_config=defaults, assigns=list(assigns), func=create))


def _create_trees(nlp: Language, name: str, pipes: list[str]) -> Trees:
    return Trees(nlp, pipes)


factories = SimpleNamespace(
    newsents=_factory("newsents", tuple(STAGES), ["doc.spans", f"doc._.{REPORT}"]),
    trees=Language.factory(
        "newsents_trees",
        default_config={"pipes": ["parser"]},
        assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
        func=_create_trees,
    ),
    **{stage: _factory(f"newsents_{stage}", (stage,), ["doc.spans"]) for stage in STAGES},
)
"""The factories `newsents` and `newsents_<stage>`: where the entry points of the package lead."""


def model_name(nlp: Language) -> str:
    """Return name and version of a pipeline, as `Report.model` has them: "en_core_web_sm 3.8.0"."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def versions_of(nlp: Language) -> tuple[str, str]:
    """Return the model and the gazetteer of a pipeline that was made by `load`, as its reports have them."""
    [component, *_] = _made_by(nlp, "newsents")
    gazetteer = cast(Component, nlp.get_pipe(component)).resources.gazetteer
    return model_name(nlp), f"{gazetteer.version} {gazetteer.digest}"


# The front door


def load(
    model: str | Path | Language | None = None,
    *,
    gazetteer: GazetteerSource | Iterable[GazetteerSource] | None = None,
    frames: FrameSource | Iterable[FrameSource] | None = None,
    parse: str | None = None,
    **config: Any,
) -> Language:
    """Return a pipeline that reads who met whom.

    `model`: a package name, a path, "bundled", or a `Language`, which is added to in place and returned; by default
    `en_core_web_sm` if it is installed, else the bundled model. `gazetteer`: the user's JSONL or CSV files or rows.
    `frames`: the user's encounter frames. `parse`: "needed" gives trees, parts of speech and lemmas only to sentences
    that may tell of an encounter, which is faster; "all" to every sentence; by default "needed" for a model that is
    opened here, while a `Language` is left as it is. `config`: `set_ents=True` writes the names into `doc.ents` too.

    Raises `ModelError` if the model is missing or lacks what is needed, `GazetteerError` and `FrameError` if what the
    user adds is malformed, `TypeError` for an unknown setting, `ValueError` for an unknown value of `parse`.

    >>> load().pipe_names[-1]
    'newsents'
    """
    if unknown := sorted(set(config) - set(_SETTINGS)):
        raise TypeError(f"load() got an unknown setting {unknown[0]!r}; there are {', '.join(_SETTINGS)}")
    if parse is not None and parse not in _PARSES:
        raise ValueError(f"load(): parse is one of {', '.join(_PARSES)}, not {parse!r}")
    sources, own_frames = _as_list(gazetteer), [read_frame(frame) for frame in _as_list(frames)]
    rows = [row for source in sources for row in read_rows(source)]
    overlaid = Gazetteer.load().overlay(*sources) if sources else None
    nlp = _open_model(model)
    check_model(nlp)
    if not _made_by(nlp, "newsents_tokens"):
        nlp.add_pipe("newsents_tokens", first=True)
    if sources or own_frames or config or not _made_by(nlp, "newsents"):
        _add_composite(nlp, config).set_rows(rows, own_frames, overlaid)
    _set_parse(nlp, parse or (None if isinstance(model, Language) else "needed"), own_frames)
    return nlp


def _set_parse(nlp: Language, parse: str | None, frames: Sequence[Frame]) -> None:
    """Let every sentence be parsed, or only those that need it; None leaves it at what it is."""
    there = _made_by(nlp, "newsents_trees")
    if parse == "all":
        for name in there:
            pipes = nlp.get_pipe_config(name)["pipes"]
            nlp.remove_pipe(name)
            for pipe in pipes:
                nlp.enable_pipe(pipe)
    elif parse == "needed" and not there and (pipes := _pipes_in_parts(nlp)):
        nlp.add_pipe("newsents_trees", after=pipes[-1], config={"pipes": pipes})
        for pipe in pipes:
            nlp.disable_pipe(pipe)
        there = _made_by(nlp, "newsents_trees")
    if frames and parse != "all":
        for name in there:
            cast(Trees, nlp.get_pipe(name)).set_frames(frames)


def _pipes_in_parts(nlp: Language) -> list[str]:
    """The parser and what follows it, if it can read parts of a text: one on a transformer cannot."""
    names = nlp.pipe_names
    [first, *_] = _made_by(nlp, _WITH_PARSER[0]) or [""]
    if first not in names or any("transformer" in node.name for node in _parser_model(nlp, first).walk()):
        return []
    pipes = [first]
    for name in names[names.index(first) + 1 :]:
        if nlp.get_pipe_meta(name).factory not in _WITH_PARSER[1:]:
            break
        pipes.append(name)
    return pipes


def _parser_model(nlp: Language, name: str) -> Any:
    return cast(Any, nlp.get_pipe(name)).model


def _add_composite(nlp: Language, config: Mapping[str, Any]) -> Component:
    """Add the composite in place of one that may be there."""
    for name in _made_by(nlp, "newsents"):
        nlp.remove_pipe(name)
    return cast(Component, nlp.add_pipe("newsents", config=dict(config)))


def _made_by(nlp: Language, factory: str) -> list[str]:
    """The names of the components of this factory, disabled ones too."""
    return [name for name in nlp.component_names if nlp.get_pipe_meta(name).factory == factory]


def check_model(nlp: Language) -> None:
    """Raise `ModelError` if a pipeline is not English or lacks tagger, parser or names."""
    if nlp.lang != "en":
        raise ModelError(
            f"{model_name(nlp)} is a pipeline for {nlp.lang!r}, newsents reads English; try {DOWNLOAD}"
        )
    written = {what for name in nlp.pipe_names for what in nlp.get_pipe_meta(name).assigns}
    if lacking := [component for what, component in _NEEDS.items() if what not in written]:
        raise ModelError(
            f"{model_name(nlp)} has no {' and no '.join(lacking)} (or it is disabled); "
            f"newsents needs {', '.join(_NEEDS.values())}, as in {DEFAULT_MODEL}: {DOWNLOAD}"
        )


def _open_model(model: str | Path | Language | None) -> Language:
    if isinstance(model, Language):
        return model
    if model is None:
        model = DEFAULT_MODEL if is_package(DEFAULT_MODEL) else BUNDLED
    if not isinstance(model, (str, Path)):
        raise ModelError(
            f"model: expected a package name, a path or a spaCy Language, got {type(model).__name__}"
        )
    source = data_folder("model") if model == BUNDLED else model
    if not (isinstance(source, str) and is_package(source)) and not Path(source).exists():
        raise ModelError(
            f"no spaCy model {str(source)!r}, neither a package nor a folder; "
            f"get one with `{DOWNLOAD}`, or leave it out for the bundled one"
        )
    try:
        nlp = spacy.load(source)
    except Exception as error:
        reason = " ".join(str(error).split())
        raise ModelError(
            f"the model {str(source)!r} cannot be loaded ({reason}); try `{DOWNLOAD}`"
        ) from error
    _log.info("model %s from %s", model_name(nlp), source)
    return nlp


def _default() -> Language:
    """The pipeline of `load()`, opened once in a process."""
    global _default_nlp
    with _default_lock:
        if _default_nlp is None:
            _default_nlp = load()
        return _default_nlp


def _ready(nlp: Language | None) -> Language:
    if nlp is None:
        return _default()
    if not isinstance(nlp, Language):
        raise ModelError(f"nlp: expected a pipeline made by newsents.load(), got {type(nlp).__name__}")
    found = {*_made_by(nlp, "newsents"), *_made_by(nlp, "newsents_encounters")}
    if found.isdisjoint(nlp.pipe_names):
        raise ModelError(
            f"{model_name(nlp)} has no component 'newsents'; pass it through newsents.load(nlp) first"
        )
    return nlp


def extract(
    article: str | Article, *, published: Any = None, title: str | None = None, nlp: Language | None = None
) -> Report:
    """Read one article and return who met whom in it.

    `published`: the date of publication (`date`, `datetime` or "YYYY-MM-DD"), which dates "Thursday"; `title`: the
    headline, analysed too. Both belong into the `Article` if one is given (else TypeError). `nlp`: a pipeline made by
    `load`; by default `load()`, opened once. Raises `ArticleError` if the article cannot be read.

    >>> report = extract("French Defense Minister Florence Parly met Barham Salih in Baghdad.", published="2020-08-28")
    >>> report.encounters[0].place.name
    'Baghdad'
    """
    if isinstance(article, Article):
        if published is not None or title is not None:
            raise TypeError("extract(): published and title belong into the Article that was given")
    else:
        article = Article(text=article, title=title, published=published)
    nlp = _ready(nlp)
    check_length(article, nlp)
    if not article.full_text.strip():
        return _empty_report(article, nlp)
    with _lock_of(nlp):
        return build_report(_read(nlp, make_doc(article, nlp)))


def extract_many(
    articles: Iterable[str | Article],
    *,
    nlp: Language | None = None,
    n_process: int = 1,
    batch_size: int = 64,
    progress: bool = False,
) -> Iterator[Report]:
    """Read many articles and yield their reports in order.

    An article that cannot be read gives a report with `error`; the others go on. `n_process`: worker processes, begun
    by `multiprocessing`'s start method; one that is killed is replaced, and its articles are read again one by one.
    `batch_size`: articles handed on at a time; at most 2 batches for each process are taken ahead of their turn.
    `progress`: show a bar (needs tqdm).

    >>> [len(report.encounters) for report in extract_many(["The cabinet met on Tuesday.", ""])]
    [0, 0]
    """
    nlp = _ready(nlp)
    if isinstance(articles, (str, bytes, Article)):
        raise TypeError("extract_many() takes many articles; for one there is extract()")
    if n_process < 1 or batch_size < 1:
        raise ValueError("extract_many(): n_process and batch_size must be at least 1")
    reports = _Reading(articles, nlp, n_process, batch_size).reports()
    return _with_progress(reports, articles) if progress else reports


def to_docs(articles: Iterable[str | Article], nlp: Language) -> Iterator[Doc]:
    """Yield tokenised Docs that carry id and publication date into the stages, for `nlp.pipe`.

    Raises `ArticleError` at the first article that cannot be read.

    >>> nlp = load()
    >>> articles = [Article("Angela Merkel met Emmanuel Macron on Tuesday.", published="2019-07-05")]
    >>> next(nlp.pipe(to_docs(articles, nlp)))._.newsents.encounters[0].date.iso
    '2019-07-02'
    """
    for item in articles:
        article = as_article(item)
        check_length(article, nlp)
        yield make_doc(article, nlp)


def as_article(item: Any) -> Article:
    """Return an `Article` as it is, a `str` as an article without more. Raises `ArticleError` for anything else."""
    return item if isinstance(item, Article) else Article(text=item)


def check_length(article: Article, nlp: Language) -> None:
    """Raise `ArticleError` if title and text together are longer than the pipeline takes."""
    if len(article.full_text) > nlp.max_length:
        raise ArticleError(
            f"text: {len(article.full_text):,} characters, more than nlp.max_length = {nlp.max_length:,}; "
            "split the article, or raise nlp.max_length if there is memory"
        )


def make_doc(article: Article, nlp: Language) -> Doc:
    """Return the tokens of an article, with what the stages need to know about it."""
    doc = nlp.make_doc(article.full_text)
    facts = article.model_dump(mode="json", exclude={"text"})
    doc._.set(ARTICLE, {name: value for name, value in facts.items() if value is not None})
    return doc


def _empty_report(article: Article, nlp: Language) -> Report:
    doc = nlp.make_doc("")
    notes = notes_of(doc)
    notes["model"] = model_name(nlp)
    gazetteer = Gazetteer.load()
    notes["gazetteer"] = f"{gazetteer.version} {gazetteer.digest}"
    return build_report(doc).model_copy(
        update={
            "id": article.id,
            "title": article.title,
            "published": article.published,
            "text": article.full_text,
        }
    )


def _with_progress(reports: Iterator[Report], articles: Iterable[Any]) -> Iterator[Report]:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise ImportError("progress=True needs tqdm: pip install 'newsents[progress]'") from None
    total = len(articles) if isinstance(articles, Sized) else None
    return iter(tqdm(reports, total=total, unit="article"))


class _Reading:
    """One run of `extract_many`: takes batches from the source and gives the reports of each, in order."""

    def __init__(self, source: Iterable[Any], nlp: Language, n_process: int, batch_size: int) -> None:
        self.source = iter(source)
        self.source_error: Exception | None = None
        self.nlp, self.n_process, self.batch_size = nlp, n_process, batch_size

    def reports(self) -> Iterator[Report]:
        """Yield a report for each article; an error of the source itself comes after what it gave."""
        for reports in self.by_batch():
            yield from reports
        if self.source_error is not None:
            raise self.source_error

    def by_batch(self) -> Iterator[Sequence[Report]]:
        """The reports of each batch."""
        if self.n_process == 1:
            return (read_batch(self.nlp, batch) for batch in self.batches())
        make_reader, args = _make_reader(self.nlp)
        return Workers(self.n_process, make_reader, args, failed_report).map(self.batches())

    def batches(self) -> Iterator[Sequence[Article | Report]]:
        """Take articles from the source as they are asked for; what cannot be read is a report already."""
        items = self.items()
        while batch := [self.checked(item) for item in islice(items, self.batch_size)]:
            yield batch

    def items(self) -> Iterator[Any]:
        try:
            yield from self.source
        except Exception as error:
            self.source_error, self.source = error, iter(())

    def checked(self, item: Any) -> Article | Report:
        """The article, or the finished report of one that is empty or cannot be read; a report is let through."""
        if isinstance(item, Report):
            return item
        try:
            article = as_article(item)
            check_length(article, self.nlp)
        except ArticleError as error:
            return failed_report(item, error)
        return article if article.full_text.strip() else _empty_report(article, self.nlp)


def read_batch(nlp: Language, batch: Sequence[Article | Report]) -> list[Report]:
    """Return the report of each article; what is a report already stays as it is.

    If a stage fails on one article, those that are left are read one by one, so that only that one is lost.
    """
    articles = [item for item in batch if isinstance(item, Article)]
    read: list[Report] = []
    with _lock_of(nlp), _memory_zone(nlp):
        try:
            docs = (make_doc(article, nlp) for article in articles)
            read.extend(map(build_report, _read_docs(nlp, docs)))
        except Exception:  # any stage may fail on any text
            read += [_read_alone(nlp, article) for article in articles[len(read) :]]
    give_back_memory(len(batch))
    following = iter(read)
    return [item if isinstance(item, Report) else next(following) for item in batch]


def _read_docs(nlp: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Run the pipeline on many Docs, in order; on long ones apart, for their arrays are large."""
    for is_long, group in groupby(docs, key=_is_long):
        if is_long:
            yield from map(partial(_read, nlp), group)
        else:
            for few in minibatch_by_words(group, _AT_ONCE, tolerance=0):
                yield from nlp.pipe(few, batch_size=len(few))


def _is_long(doc: Doc) -> bool:
    return len(doc) > LONGEST_PIECE


def _read(nlp: Language, doc: Doc) -> Doc:
    """Run the pipeline on one Doc; if it is long, the components of the model read it in pieces."""
    if not _is_long(doc):
        return nlp(doc)
    for in_pieces, pipes in groupby(nlp.pipeline, key=lambda named: _reads_pieces(nlp, named[0])):
        if in_pieces:
            read_in_pieces(doc, [partial(cast(Any, pipe).pipe, batch_size=1) for _, pipe in pipes])
        else:
            for _, pipe in pipes:
                doc = pipe(doc)
    return doc


def _reads_pieces(nlp: Language, name: str) -> bool:
    return nlp.get_pipe_meta(name).factory in _IN_PIECES and hasattr(nlp.get_pipe(name), "pipe")


def _read_alone(nlp: Language, article: Article) -> Report:
    try:
        return build_report(_read(nlp, make_doc(article, nlp)))
    except Exception as error:
        return failed_report(article, error)


_BatchReader = Callable[[Sequence[Article | Report]], Sequence[Report]]


def _make_reader(nlp: Language) -> tuple[Callable[..., _BatchReader], tuple[Any, ...]]:
    """What makes the reader of batches in a worker, and its arguments: the pipeline itself if the worker is a fork."""
    if multiprocessing.get_start_method() == "fork":
        return _reader_of, (nlp,)
    return _reader_from_bytes, (nlp.config.to_str(), nlp.meta, nlp.to_bytes(), nlp.max_length)


def _reader_of(nlp: Language) -> _BatchReader:
    _locks.pop(nlp, None)  # a thread that is not in this process may have held it
    return partial(read_batch, nlp)


def _reader_from_bytes(config: str, meta: dict[str, Any], data: bytes, max_length: int) -> _BatchReader:
    """The reader of a pipeline that came from another process."""
    filled = Config().from_str(config)
    nlp = get_lang_class(filled["nlp"]["lang"]).from_config(filled, meta=meta)
    nlp.from_bytes(data).max_length = max_length
    return _reader_of(nlp)


def _lock_of(nlp: Language) -> threading.RLock:
    """The lock under which this pipeline reads: spaCy's vocabulary is not made for several threads."""
    return _locks.setdefault(nlp, threading.RLock())


def _memory_zone(nlp: Language) -> AbstractContextManager[Any]:
    """A zone in which new words are forgotten at the end, so that memory stays flat; none inside another."""
    return nullcontext() if cast(Any, nlp.vocab).in_memory_zone else nlp.memory_zone()


def failed_report(item: Any, error: Exception) -> Report:
    """Return the report of an article that could not be read: what is known of it, and the error."""
    failure = Failure(kind=type(error).__name__, message=str(error))
    if isinstance(item, Article):
        return Report(
            id=item.id, title=item.title, published=item.published, text=item.full_text, error=failure
        )
    return Report(text="", error=failure)
