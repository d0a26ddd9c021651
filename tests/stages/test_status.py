"""Status: own sentences with the trigger in brackets, a table for each status, and traps that happened."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newsents.rules.cues import DENIED, FUTURE_TIMES, HAPPENED, PLANNED, POSSIBLE, PSEUDO
from newsents.stages.status import StatusFinding, find_attribution, find_status

PLANNED_SENTENCES = """
Merkel will [meet] Macron on Monday.
The chancellor will not only visit the plant but also [meet] the governor.
Chancellor Brandt is to [meet] President Oduya in Geneva.
The two foreign ministers are due to [meet] on the sidelines of the assembly.
Prime Minister Lindqvist is set to [hold] talks with her Danish counterpart.
Lindqvist is expected to hold [talks] with her Danish counterpart in Malmo.
The envoy is scheduled to [visit] Harare in October.
President Oduya plans to [visit] Lisbon next month.
The foreign minister is planning a [trip] to Jakarta.
Oduya and Brandt will hold a [summit] in Nairobi.
A [summit] of the three presidents will take place in Quito.
A [meeting] between Oduya and Brandt is scheduled for Friday.
The [talks] between the two delegations are due to start on Tuesday.
The [meeting], which will be held in Vienna, follows months of silence.
The ministry announced a [visit] by the Danish prime minister.
The palace announced that the king will [receive] the new ambassador.
Lindqvist agreed to [meet] the leader of the opposition.
The rebels agreed to [talks] with the government in Khartoum.
The two sides agreed to [hold] another round of negotiations in May.
Oduya accepted an invitation to [visit] Copenhagen.
He invited Oduya to [visit] Copenhagen, and she accepted.
The minister prepared for [talks] with her Peruvian counterpart.
The upcoming [meeting] between Brandt and Oduya worries investors.
Their planned [meeting] in Oslo has drawn protests.
The spokesman spoke of a forthcoming [visit] to Manila.
Brandt to [meet] Oduya in Geneva
Danish premier to [visit] Lagos in March
Oduya, Brandt to hold [talks] on trade
The envoy will travel to Muscat to [meet] the foreign minister.
She will fly to Quito, where she will [meet] President Ramos.
Brandt said he would [meet] Oduya on Wednesday.
Officials said the president would [visit] the island next week.
Oduya intends to [visit] Tokyo this autumn.
Brandt is going to [meet] the trade unions on Monday.
The two presidents are about to [meet] for the first time.
Brandt [meets] Oduya next week in Geneva.
The foreign secretary is [visiting] Lima tomorrow.
Brandt is [meeting] Oduya next Thursday, his office said.
The delegation will discuss fishing quotas at a [meeting] with Oduya.
Oduya will be [received] by Brandt at the chancellery.
The Danish prime minister will be [hosted] by President Ramos.
Ramos will also [meet] members of the business council.
On Friday the minister will open the fair and [meet] the mayor of Porto.
The prime minister pledged to [meet] the families' lawyer, Ana Sousa.
Arrangements for a [meeting] between the two leaders are under way, officials said.
Preparations for the [visit] of the Danish premier have begun.
The secretary will lead a delegation to Accra for [talks] with President Mensah.
10:30 a.m. The Secretary [meets] with Foreign Minister Mensah at the ministry.
The third round of [talks] is set for 12 June in Doha.
The [visit], scheduled for April, will be his first to the region.
Mensah is slated to [meet] Ramos at the forum.
Mensah looks forward to [hosting] Ramos in Accra.
The [summit] has been rescheduled for 4 July.
The [meeting] was postponed until next Tuesday.
The two leaders decided to [meet] again in the spring.
The presidents discussed plans for Ramos to [visit] Accra.
She is likely to [meet] the pope on Saturday.
Lindqvist confirmed that she will [attend] the summit in Riga.
The party leaders are to be [received] by the king on Monday.
The sides plan to hold the next annual [meeting] in Bergen.
The prime minister arrives in Seoul ahead of [talks] with the president.
Brandt will first be in Tunis, where he will [meet] with the speaker of parliament.
In Amman on May 4, the deputy secretary will [meet] with senior Jordanian officials.
The two will [speak] by phone on Sunday, the Kremlin said.
A [call] between Oduya and Brandt is planned for this evening.
The minister's [trip] to Bogota next month will last three days.
She'll [meet] the French president on Thursday.
"I will be [meeting] President Ramos in the morning," he told reporters.
The chancellor [visits] Lima on Friday.
Ramos would be [visiting] Accra at the invitation of his colleague, aides said.
He will be joined by the governor when he [meets] the bishop on Sunday.
The ministers are expected in Riga for [talks] on fishing later this week.
"""

DENIED_SENTENCES = """
Brandt refused to [meet] Oduya.
Brandt did not [meet] Oduya during his stay.
Brandt has not [met] Oduya since the election.
Brandt hasn't [met] the opposition leader.
Brandt never [met] the general.
The president will not [meet] the rebels.
The president won't [meet] the rebels' envoy.
The prime minister declined to [meet] the union leader Carla Reyes.
Oduya cancelled a [meeting] with Brandt.
Oduya canceled her [visit] to Lisbon.
The [summit] between Oduya and Brandt was cancelled.
The [visit] was called off at the last minute.
Brandt called off [talks] with Oduya.
The Kremlin ruled out a [meeting] between the two presidents.
The minister ruled out any [negotiations] with the militia.
The premier ruled out [meeting] the separatist leader.
There are no plans for a [meeting] with Oduya.
The White House has no plans to [meet] the delegation from Lima.
No [meeting] between the two ministers took place.
No [talks] have been held with the rebels.
The [meeting] did not take place.
The [talks] with Mensah never happened.
The [summit] will not take place in June.
The ministry denied that Brandt had [met] the arms dealer.
The senator denied [meeting] the ambassador.
The office denied reports that she had [met] the general in Dubai.
Ramos rejected [talks] with the guerrillas.
Ramos rejected an offer of [talks] from Mensah.
The mayor turned down an invitation to [meet] the ambassador.
Oduya declined an invitation to [visit] Lisbon.
The opposition boycotted the [talks] with the president.
The foreign minister skipped a [meeting] with his Peruvian counterpart.
The governor failed to [meet] the delegation.
The minister failed to [attend] the summit with Mensah.
Brandt scrapped a planned [visit] to Lagos.
The planned [talks] between the two generals were scrapped.
The scheduled [meeting] with Oduya was called off.
The [trip] to Manila has been postponed indefinitely.
The [visit] was put off and then cancelled, officials said.
Brandt is unwilling to [meet] the leader of the protest.
Brandt is not willing to [meet] the leader of the protest.
Brandt is not prepared to [meet] Ramos.
The prime minister can not [meet] the delegation this week.
The general cannot [visit] the island.
The two leaders could not [meet] because of the storm.
Lindqvist is not expected to [meet] the Danish premier.
The president does not plan to [meet] Mensah in Geneva.
The president no longer plans to [visit] Oslo.
Ramos pulled out of [talks] with Mensah.
Mensah snubbed a [meeting] with the foreign secretary.
Neither leader [met] the other during the forum.
He would not [meet] the general, an aide said.
Brandt left Geneva without [meeting] Oduya.
The envoy left Doha without holding [talks] with the rebels.
The court barred the minister from [meeting] the prisoner.
The generals were prevented from [meeting] the president.
A [meeting] with the rebels is out of the question.
The spokesman dismissed reports of a [meeting] between Brandt and the general.
She is unlikely to [meet] the prime minister on this trip.
The ambassador has never [visited] the province.
The palace denies that the king [received] the general.
Mensah has refused to hold [talks] with the strikers' leader.
A planned [trip] by the minister to Lima has been put on hold.
The president had no intention of [meeting] the man.
Brandt refuses even to [speak] with Oduya.
"I did not [speak] with the ambassador," the senator said.
The president wasn't [received] by the king.
The talks were abandoned and the [visit] was cancelled by both sides.
"""

POSSIBLE_SENTENCES = """
Brandt may [meet] Oduya in Geneva.
Brandt might [visit] Lagos this year.
The two leaders could [meet] on the sidelines of the forum.
Brandt wants to [meet] Oduya.
Brandt wanted to [meet] the general.
Brandt hopes to [meet] Oduya in Geneva.
The minister said she hoped to [visit] Lima.
The envoy would like to [meet] the rebel leader.
Ramos offered to [meet] Mensah.
Ramos offered [talks] with the guerrillas.
Ramos proposed a [meeting] with Mensah.
Ramos has proposed holding [talks] with Mensah in Accra.
Mensah's proposal for a [summit] with Ramos surprised diplomats.
The bishop called on Ramos to [meet] the students.
The union called for [talks] with the minister of labour.
The senator urged Brandt to [meet] Oduya.
The senator urged [talks] between Brandt and Oduya.
The mayor asked to [meet] the president.
The mayor asked the president to [meet] the strikers.
The ambassador requested a [meeting] with the foreign minister.
The opposition demanded a [meeting] with the president.
The opposition demanded that the president [meet] its leader.
If Brandt [meets] Oduya, the markets will calm down.
It is unclear whether Brandt will [meet] Oduya.
He asked whether Brandt had [met] the general.
The president would be willing to [meet] Mensah.
The president is willing to [meet] Mensah.
Mensah is ready to [meet] Ramos without conditions.
Mensah said he was ready for [talks] with Ramos.
Mensah is open to [talks] with Ramos.
Brandt is considering a [visit] to Lagos.
Brandt is considering [meeting] the rebels.
A possible [meeting] between Brandt and Oduya is discussed in Berlin.
The possibility of a [meeting] between the two leaders has grown.
There is a chance that the two leaders will [meet] in Lima.
The prospect of [talks] with the rebels divided the cabinet.
Oduya invited Brandt to [visit] Lagos.
Oduya has invited Brandt for [talks] in Lagos.
Brandt was invited to [visit] Lagos.
The king sought a [meeting] with the general.
The ministry is seeking a [meeting] with the Danish envoy.
The governor tried to [meet] the president.
Brandt should [meet] the families' lawyer, the paper wrote.
Brandt must [meet] Oduya, the bishop said.
A [summit] could be held in June, he said.
A [meeting] may take place in the coming days.
The [visit] may come as early as March.
A [meeting] between Brandt and Oduya is possible, the spokesman said.
Will Brandt [meet] Oduya?
Did Brandt [meet] the general?
Would Brandt [meet] Oduya if she came to Berlin?
Brandt would [meet] Oduya if she released the prisoners.
The chairman suggested a [meeting] with the ministers.
The chairman suggested that the ministers [meet] in Rome.
Mensah did not rule out a [meeting] with Ramos.
The Kremlin has not ruled out [talks] with Brandt.
The speaker encouraged Ramos to [visit] Accra.
The two could possibly [meet] in Accra.
Perhaps Brandt will [meet] Oduya.
The general threatened to cancel his [visit] to Lisbon.
The president may refuse to [meet] the envoy.
The envoy is keen to [meet] the new foreign minister.
Brandt expressed interest in [meeting] Oduya.
Brandt expressed his readiness to [meet] Oduya.
Mensah is pushing for a [summit] with Ramos.
The minister appealed to Ramos to hold [talks] with the strikers.
The minister is prepared to [meet] the union.
They can [meet] at any time, he said.
The president is mulling a [trip] to Lima.
"""

HAPPENED_SENTENCES = """
Brandt [met] Oduya in Geneva on Monday.
Brandt and Oduya [met] in Geneva.
Brandt has [met] Oduya twice.
Brandt had [met] Oduya before the vote.
Brandt said he had [met] Oduya.
The ministry said that Brandt [met] Oduya on Monday.
Brandt [meets] Oduya in Geneva
Oduya [visits] flood victims in Porto
Brandt held [talks] with Oduya.
Brandt and Oduya held a [meeting] in Geneva.
A [meeting] was held in Geneva between Brandt and Oduya.
The [meeting] took place in Geneva on Monday.
After [meeting] Oduya, Brandt said he would resign.
After [talks] with Oduya, Brandt flew home.
Following a [meeting] with Oduya, Brandt will consider his options.
Before leaving Geneva, Brandt [met] Oduya.
Since [meeting] Oduya, Brandt has changed his mind.
Brandt did not say when he [met] Oduya.
Brandt did not say what he discussed at the [meeting] with Oduya.
The two sides failed to reach agreement at the [meeting] in Geneva.
No progress was made at the [talks] between Brandt and Oduya.
No agreement was reached during the [meeting] with Oduya.
The leaders, who [met] in Geneva, did not sign the treaty.
Brandt, who will leave office in May, [met] Oduya on Monday.
Brandt [met] Oduya, who will visit Lisbon next week.
Brandt not only [met] Oduya but also dined with her.
At the invitation of President Oduya, Brandt [visited] Lagos.
Brandt declined to comment on his [meeting] with Oduya.
Brandt refused to discuss his [talks] with the general.
During his [visit] to Lagos, Brandt said he would not resign.
During the [meeting], Brandt urged Oduya to free the prisoners.
At a [meeting] with Oduya, Brandt offered aid to the islands.
Brandt told Oduya at their [meeting] that he could not help.
Brandt [met] Oduya and will fly to Lima on Tuesday.
Brandt [met] Oduya to discuss possible sanctions.
Brandt flew to Lagos to [meet] Oduya.
Brandt arrived in Lagos on Monday for [talks] with Oduya.
His [visit] comes after months of tension.
The [visit] was his first since the war.
The [talks] ended without agreement.
The [talks] failed to end the dispute.
The [meeting] lasted three hours.
Brandt is [meeting] Oduya in Geneva, his office said.
Brandt is [visiting] Lagos.
The sides are holding [talks] in Doha.
[Negotiations] between the two sides are continuing in Doha.
Readout of President Brandt's [Meeting] with President Oduya
Secretary Brandt's [Call] with Foreign Minister Oduya
[Meeting] with President of Kenya Grace Oduya
Brandt [spoke] by phone with Oduya and invited her to Berlin.
Brandt [spoke] with Oduya and urged her to meet the opposition.
Brandt was [received] by Oduya at the palace.
The results of the [talks] with Oduya will be published tomorrow.
Despite the [meeting] with Oduya, Brandt ruled out a deal.
The two presidents [met] although their aides had refused to attend.
Brandt [met] Oduya, but they did not shake hands.
Brandt was ready to resign when he [met] Oduya.
The newspaper reported that Brandt had [met] the general in secret.
Brandt thanked Oduya for [receiving] him in Lagos.
Brandt recalled his [meeting] with Oduya in Geneva.
The minister, fresh from a [visit] to Lima, said nothing would change.
The general denied wrongdoing after [meeting] Brandt.
They [met] as protesters demanded that the government resign.
When they [met] in Geneva, Oduya refused to sign.
Brandt [welcomed] Oduya at the airport and will host her again in May.
"We [met] the president and asked him to call an election," the bishop said.
Brandt was pleased to have [met] Oduya.
As the first foreign leader to [visit] the islands, Brandt saw the damage.
We had the opportunity to [meet] the president in Quito.
Brandt told the rally after a [meeting] with Oduya that taxes would rise next month.
Many at the [meeting] with Brandt called for the mayor to resign.
Brandt managed to [meet] Oduya despite the storm.
The two leaders agreed at the [summit] in Quito to cut tariffs.
Brandt [called] Oduya to wish her well.
In his [conversation] with Oduya, Brandt ruled out sending troops.
The prime minister [hosted] Ramos, who had cancelled an earlier trip.
"""

TABLES = {
    "planned": PLANNED_SENTENCES,
    "denied": DENIED_SENTENCES,
    "possible": POSSIBLE_SENTENCES,
    "happened": HAPPENED_SENTENCES,
}
ROWS = [(status, line) for status, table in TABLES.items() for line in table.strip().splitlines()]
BUNDLED = Path(__file__).parents[2] / "data" / "model"


def unmark(marked: str) -> tuple[str, int, int]:
    """The sentence without its brackets, and where the marked words stand."""
    if marked.count("[") != 1 or marked.count("]") != 1 or marked.index("]") <= marked.index("[") + 1:
        raise ValueError(f"one trigger in brackets, please: {marked!r}")
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


@pytest.fixture(scope="session")
def nlp() -> Language:
    for path in (BUNDLED, Path(os.environ.get("NEWSENTS_TEST_MODEL", "."))):
        if (path / "config.cfg").exists():
            return spacy.load(path)
    pytest.skip("no model: build data/model or set NEWSENTS_TEST_MODEL")


Read = Callable[[str], tuple[Doc, tuple[int, int], tuple[int, int]]]


@pytest.fixture(scope="session")
def read(nlp: Language) -> Read:
    """Parse a marked sentence; give the Doc, the trigger and the sentence as token ranges."""

    def parse(marked: str) -> tuple[Doc, tuple[int, int], tuple[int, int]]:
        text, start, end = unmark(marked)
        doc = nlp(text)
        span = doc.char_span(start, end, alignment_mode="expand")
        assert span is not None
        return doc, (span.start, span.end), (0, len(doc))

    return parse


@pytest.mark.parametrize(("status", "marked"), ROWS, ids=[f"{s}-{i}" for i, (s, _) in enumerate(ROWS)])
def test_status_of_own_sentences(status: str, marked: str, read: Read) -> None:
    doc, trigger, sentence = read(marked)
    finding = find_status(doc, trigger, sentence)
    assert finding.status == status, f"{marked}: {finding}"


@pytest.mark.parametrize("status", sorted(TABLES))
def test_tables_are_long_enough_and_hold_no_line_twice(status: str) -> None:
    lines = TABLES[status].strip().splitlines()
    assert len(lines) == len(set(lines)) >= 60


@pytest.mark.parametrize("bad", ["no mark", "an [] empty", "[one", "two]", "[a] and [b]", "]turned["])
def test_unbalanced_marks_are_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="one trigger"):
        unmark(bad)


def test_finding_names_its_cue_and_where_it_stands(read: Read) -> None:
    doc, trigger, sentence = read("Brandt refused to [meet] Oduya.")
    finding = find_status(doc, trigger, sentence)
    assert finding == StatusFinding("denied", "denied.refused", (1, 2))


def test_what_no_cue_touches_happened_without_cue(read: Read) -> None:
    assert find_status(*read("Brandt [met] Oduya.")) == StatusFinding("happened", None, None)


def test_cues_outside_the_sentence_do_not_act(nlp: Language) -> None:
    doc = nlp("Brandt refused. They met in Geneva.")
    met = next(t.i for t in doc if t.text == "met")
    assert find_status(doc, (met, met + 1), (3, len(doc))).status == "happened"


@pytest.mark.parametrize("marked", ["Brandt will [meet] Oduya.", "Brandt refused to [meet] Oduya."])
def test_without_a_parse_the_sequence_still_tells(marked: str, nlp: Language) -> None:
    text, start, end = unmark(marked)
    with nlp.select_pipes(disable=["parser"]):
        doc = nlp(text)
    span = doc.char_span(start, end)
    assert span is not None
    assert find_status(doc, (span.start, span.end), (0, len(doc))).status != "happened"


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("According to his office, Brandt [met] Oduya.", "According to his office"),
        ("Brandt [met] Oduya, according to the ministry.", "according to the ministry"),
        ("The foreign ministry said Brandt [met] Oduya.", "The foreign ministry said"),
        ("Brandt [met] Oduya, officials said.", "officials said"),
        ("Brandt told reporters that he had [met] Oduya.", "Brandt told"),
        ("Brandt will [meet] Oduya, the Kremlin announced.", "the Kremlin announced"),
        ("Brandt [met] Oduya.", None),
        ("Brandt [met] Oduya and said nothing.", None),
    ],
)
def test_attribution_names_who_says_so(marked: str, words: str | None, read: Read) -> None:
    doc, trigger, sentence = read(marked)
    found = find_attribution(doc, trigger, sentence)
    assert (doc[found[0] : found[1]].text if found else None) == words


CUES = [*PLANNED, *FUTURE_TIMES, *DENIED, *POSSIBLE, *HAPPENED]
EXAMPLES = [(cue.id, example) for cue in CUES for example in cue.examples]


@pytest.mark.parametrize(("cue", "marked"), EXAMPLES)
def test_cues_are_found_in_their_examples(cue: str, marked: str, read: Read) -> None:
    assert find_status(*read(marked)).cue == cue


def test_cues_are_well_formed() -> None:
    cues = CUES
    ids = [cue.id for cue in cues]
    assert len(ids) == len(set(ids))
    for cue in cues:
        assert cue.id.partition(".")[0] == cue.status
    for words in [*PSEUDO, *(w for cue in cues for w in cue.words)]:
        assert words == words.lower().strip()
        assert all(all(token.split("/")) for token in words.split()), words
