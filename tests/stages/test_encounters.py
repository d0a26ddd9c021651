"""Who met whom in our own sentences: `kind status: side | side @ place # date`, one line a record.

The people are invented; the countries and offices are real. Published on Friday 2021-03-12 unless said.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

import newsents
from newsents import Encounter, Report

PUBLISHED = "2021-03-12"


def line(encounter: Encounter) -> str:
    sides = " | ".join(" + ".join(p.name for p in side) for side in encounter.sides)
    place = f" @ {encounter.place.name}" if encounter.place else ""
    when = f" # {encounter.date.iso}" if encounter.date else ""
    return f"{encounter.kind} {encounter.status}: {sides}{place}{when}"


def lines(report: Report) -> list[str]:
    return [line(encounter) for encounter in report.encounters]


VERBS = [
    (
        (
            "Swedish Foreign Minister Anna Lindqvist met Norwegian Prime Minister Olav Brekke in Oslo "
            "on Tuesday."
        ),
        ["meeting happened: Anna Lindqvist | Olav Brekke @ Oslo # 2021-03-09"],
    ),
    (
        "President Tomas Varela met with Prime Minister Ilse Brandt and Defense Minister Jan Kowal.",
        ["meeting happened: Tomas Varela | Ilse Brandt + Jan Kowal"],
    ),
    (
        "Tomas Varela and Ilse Brandt shook hands in Vienna.",
        ["meeting happened: Tomas Varela | Ilse Brandt @ Vienna"],
    ),
    (
        "Tomas Varela and Ilse Brandt met in Vienna.",
        ["meeting happened: Tomas Varela | Ilse Brandt @ Vienna"],
    ),
    (
        "Prime Minister Ilse Brandt received Kenyan President Joseph Otieno in Berlin.",
        ["meeting happened: Ilse Brandt | Joseph Otieno @ Berlin"],
    ),
    (
        "Joseph Otieno was received by Prime Minister Ilse Brandt in Berlin.",
        ["meeting happened: Ilse Brandt | Joseph Otieno @ Berlin"],
    ),
    (
        "President Tomas Varela spoke by phone with Prime Minister Ilse Brandt on Thursday.",
        ["call happened: Tomas Varela | Ilse Brandt # 2021-03-11"],
    ),
    (
        "President Tomas Varela telephoned Prime Minister Ilse Brandt yesterday.",
        ["call happened: Tomas Varela | Ilse Brandt # 2021-03-11"],
    ),
    (
        "Ilse Brandt, who met Joseph Otieno in Nairobi on Monday, said the port would reopen.",
        ["meeting happened: Ilse Brandt | Joseph Otieno @ Nairobi # 2021-03-08"],
    ),
    (
        "After meeting Joseph Otieno, Ilse Brandt promised more aid.",
        ["meeting happened: Ilse Brandt | Joseph Otieno"],
    ),
    (
        "Ilse Brandt sat down with Joseph Otieno for two hours.",
        ["meeting happened: Ilse Brandt | Joseph Otieno"],
    ),
]

NOUNS = [
    (
        "President Tomas Varela held talks with Prime Minister Ilse Brandt in Madrid.",
        ["meeting happened: Tomas Varela | Ilse Brandt @ Madrid"],
    ),
    (
        "The meeting between Tomas Varela and Ilse Brandt lasted three hours.",
        ["meeting happened: Tomas Varela | Ilse Brandt"],
    ),
    (
        "Tomas Varela's meeting with Ilse Brandt lasted three hours.",
        ["meeting happened: Tomas Varela | Ilse Brandt"],
    ),
    (
        "President Tomas Varela had a telephone conversation with Ilse Brandt.",
        ["call happened: Tomas Varela | Ilse Brandt"],
    ),
    (
        "Readout of President Tomas Varela’s Call with Prime Minister Ilse Brandt of Austria",
        ["call happened: Tomas Varela | Ilse Brandt"],
    ),
    ("Japan and Canada held talks in Geneva.", ["meeting happened: Japan | Canada @ Geneva"]),
    (
        "Japan-Canada talks resumed in Geneva on Wednesday.",
        ["meeting happened: Japan | Canada @ Geneva # 2021-03-10"],
    ),
]

STATUS = [
    (
        "Ilse Brandt will meet Joseph Otieno in Nairobi next week.",
        ["meeting planned: Ilse Brandt | Joseph Otieno @ Nairobi # 2021-03"],
    ),
    ("Ilse Brandt refused to meet Joseph Otieno.", ["meeting denied: Ilse Brandt | Joseph Otieno"]),
    ("Ilse Brandt wants to meet Joseph Otieno.", ["meeting possible: Ilse Brandt | Joseph Otieno"]),
]

VISITS = [
    (
        "Foreign Minister Anna Lindqvist visited Kenya on Monday.",
        ["visit happened: Anna Lindqvist @ Kenya # 2021-03-08"],
    ),
    (
        "Anna Lindqvist arrived in Nairobi on Monday.",
        ["visit happened: Anna Lindqvist @ Nairobi # 2021-03-08"],
    ),
    ("Anna Lindqvist will travel to Japan next month.", ["visit planned: Anna Lindqvist @ Japan # 2021-04"]),
    (
        "Anna Lindqvist will visit Kenya and Ethiopia in April.",
        [
            "visit planned: Anna Lindqvist @ Kenya # 2021-04",
            "visit planned: Anna Lindqvist @ Ethiopia # 2021-04",
        ],
    ),
]

COREFERENCE = [
    (
        (
            "Defense Minister Anna Lindqvist of Sweden arrived in Nairobi. The minister met President "
            "Joseph Otieno."
        ),
        [
            "visit happened: Anna Lindqvist @ Nairobi",
            "meeting happened: Anna Lindqvist | Joseph Otieno @ Nairobi",
        ],
    ),
    (
        "President Joseph Otieno landed in Oslo on Monday. He met Norwegian Prime Minister Olav Brekke.",
        [
            "visit happened: Joseph Otieno @ Oslo # 2021-03-08",
            "meeting happened: Joseph Otieno | Olav Brekke @ Oslo # 2021-03-08",
        ],
    ),
    (
        "Japanese Prime Minister Kenji Morita praised Canadian Prime Minister Claire Dubois. "
        "The two leaders met in Ottawa.",
        ["meeting happened: Kenji Morita | Claire Dubois @ Ottawa"],
    ),
    (
        "Anna Lindqvist, the director of the Union of Lowland Mayors (ULM), came home on Monday. The director of "
        "the ULM met Olav Brekke in Oslo.",
        ["meeting happened: Anna Lindqvist | Olav Brekke @ Oslo"],
    ),
]

OCCASIONS = [
    (
        "President Tomas Varela met Prime Minister Ilse Brandt. The talks took place in Geneva on Tuesday.",
        ["meeting happened: Tomas Varela | Ilse Brandt @ Geneva # 2021-03-09"],
    ),
    (
        "Anna Lindqvist visited Kenya and Ethiopia from 1 to 5 March.",
        [
            "visit happened: Anna Lindqvist @ Kenya # 2021-03",
            "visit happened: Anna Lindqvist @ Ethiopia # 2021-03",
        ],
    ),
    (
        (
            "Foreign Minister Anna Lindqvist visited Kenya on Monday. She was accompanied by Trade "
            "Minister Olav Brekke."
        ),
        ["visit happened: Anna Lindqvist + Olav Brekke @ Kenya # 2021-03-08"],
    ),
    (
        (
            "President Tomas Varela held a trilateral call with Prime Minister Ilse Brandt and "
            "President Joseph Otieno."
        ),
        ["call happened: Tomas Varela | Ilse Brandt | Joseph Otieno"],
    ),
    (
        "President Tomas Varela chaired a meeting of the Security Council on Monday.",
        ["meeting happened: Tomas Varela | Security Council # 2021-03-08"],
    ),
    (
        (
            "In a phone call on Monday, President Tomas Varela told Prime Minister Ilse Brandt that the"
            " plan was dead."
        ),
        ["call happened: Tomas Varela | Ilse Brandt # 2021-03-08"],
    ),
    (
        "Prime Minister Ilse Brandt invited President Joseph Otieno to visit Austria.",
        ["visit possible: Joseph Otieno @ Austria"],
    ),
    (
        "Prime Minister Ilse Brandt and President Joseph Otieno spoke by phone on Monday.",
        ["call happened: Ilse Brandt | Joseph Otieno # 2021-03-08"],
    ),
    (
        "President Tomas Varela discussed the dam with Prime Minister Ilse Brandt.",
        ["meeting happened: Tomas Varela | Ilse Brandt"],
    ),
    (
        "President Tomas Varela hopes to bring Kenya and Norway together for talks in Vienna.",
        ["meeting possible: Kenya | Norway @ Vienna"],
    ),
    (
        "The Austrian ambassador, Olav Brekke, called on President Joseph Otieno at his office on Monday.",
        ["meeting happened: Olav Brekke | Joseph Otieno # 2021-03-08"],
    ),
    (
        "Foreign Minister Anna Lindqvist paid a courtesy call on President Joseph Otieno in Nairobi.",
        ["meeting happened: Anna Lindqvist | Joseph Otieno @ Nairobi"],
    ),
    (
        "President Joseph Otieno hosted a dinner for Prime Minister Ilse Brandt in Nairobi.",
        ["meeting happened: Joseph Otieno | Ilse Brandt @ Nairobi"],
    ),
    (
        (
            "The summit brought together President Joseph Otieno, Prime Minister Ilse Brandt and "
            "President Tomas Varela."
        ),
        ["meeting happened: Joseph Otieno | Ilse Brandt | Tomas Varela"],
    ),
    (
        "Talks involving Kenya, Norway and Japan will resume in Geneva next week.",
        ["meeting planned: Kenya | Norway | Japan @ Geneva # 2021-03"],
    ),
    (
        "Prime Minister Ilse Brandt leaves for Nairobi on Sunday.",
        ["visit planned: Ilse Brandt @ Nairobi # 2021-03-14"],
    ),
    (
        "Foreign Minister Anna Lindqvist attended a lunch hosted by President Joseph Otieno.",
        ["meeting happened: Anna Lindqvist | Joseph Otieno"],
    ),
    (
        "“We had a good meeting with President Joseph Otieno on Monday,” said Prime Minister Ilse Brandt.",
        ["meeting happened: Ilse Brandt | Joseph Otieno # 2021-03-08"],
    ),
    (
        "Prime Minister Ilse Brandt has yet to meet President Joseph Otieno.",
        ["meeting denied: Ilse Brandt | Joseph Otieno"],
    ),
    (
        "Talks were held between Kenya and Norway in Geneva on Tuesday.",
        ["meeting happened: Kenya | Norway @ Geneva # 2021-03-09"],
    ),
    (
        "Prime Minister Ilse Brandt and President Joseph Otieno held a phone call on Monday.",
        ["call happened: Ilse Brandt | Joseph Otieno # 2021-03-08"],
    ),
    (
        "President Joseph Otieno met Prime Minister Ilse Brandt and her foreign minister Jan Kowal.",
        ["meeting happened: Joseph Otieno | Ilse Brandt + Jan Kowal"],
    ),
    (
        "President Joseph Otieno will on Thursday host Prime Minister Ilse Brandt in Nairobi.",
        ["meeting planned: Joseph Otieno | Ilse Brandt @ Nairobi # 2021-03-18"],
    ),
    (
        "Joseph Otieno, right, and Ilse Brandt meet in Nairobi.",
        ["meeting happened: Joseph Otieno | Ilse Brandt @ Nairobi"],
    ),
    (
        "Kenya's Joseph Otieno, Norway's Olav Brekke hold talks in Oslo",
        ["meeting happened: Joseph Otieno | Olav Brekke @ Oslo"],
    ),
    (
        "Delegations led by Olav Brekke and Joseph Otieno met in Oslo.",
        ["meeting happened: Olav Brekke | Joseph Otieno @ Oslo"],
    ),
    (
        "President Tomas Varela held talks with officials from the governments of Kenya, Norway and Japan.",
        ["meeting happened: Tomas Varela | Kenya + Norway + Japan"],
    ),
    (
        "President Tomas Varela spoke about a telephone conversation he had with Prime Minister Ilse Brandt.",
        ["call happened: Tomas Varela | Ilse Brandt"],
    ),
    (
        "“I met President Joseph Otieno on Monday,” said Prime Minister Ilse Brandt.",
        ["meeting happened: Ilse Brandt | Joseph Otieno # 2021-03-08"],
    ),
    (
        "In Kenya, where Anna Lindqvist met President Joseph Otieno, farmers welcomed the plan.",
        ["meeting happened: Anna Lindqvist | Joseph Otieno @ Kenya"],
    ),
]

FURTHER = [
    (
        "Tomas Varela and Ilse Brandt exchanged views on fish quotas.",
        ["meeting happened: Tomas Varela | Ilse Brandt"],
    ),
    (
        (
            "The Swedish-Kenyan Trade Commission's meeting was held in Oslo on Tuesday, after Kenyan "
            "and Swedish firms had asked for it."
        ),
        ["meeting happened: Swedish | Kenyan @ Oslo # 2021-03-09"],
    ),
    (
        "During his stay, Tomas Varela met with Speaker of the House of Deputies of Norway Olav Brekke.",
        ["meeting happened: Tomas Varela | Olav Brekke"],
    ),
    (
        (
            "Joseph Otieno received the Leader of the Opposition of the Kenyan Parliament Hon. Olav "
            "Brekke. He was in Nairobi."
        ),
        ["meeting happened: Joseph Otieno | Olav Brekke"],
    ),
    (
        (
            "The Prime Minister of Norway, the Right Honourable Olav Brekke, will visit Kenya next "
            "week. The Prime Minister looks forward to welcoming Prime Minister Brekke."
        ),
        [
            "visit planned: Olav Brekke @ Kenya # 2021-03",
            "meeting planned: Prime Minister | Olav Brekke @ Kenya # 2021-03",
        ],
    ),
    (
        "President Tomas Varela ruled out any talks with the rebel leader Jan Kowal.",
        ["meeting denied: Tomas Varela | Jan Kowal"],
    ),
    (
        (
            "President Tomas Varela said he was looking forward to hosting ASEAN Foreign Ministers in "
            "Lima in June."
        ),
        ["meeting planned: Tomas Varela | ASEAN @ Lima # 2021-06"],
    ),
    (
        (
            "Foreign Minister Anna Lindqvist takes part in President Tomas Varela's meeting with "
            "Chancellor Ilse Brandt."
        ),
        ["meeting happened: Tomas Varela + Anna Lindqvist | Ilse Brandt"],
    ),
    (
        (
            "Minister Anna Lindqvist attends President Varela's dinner in honour of Chancellor Ilse "
            "Brandt in Lima."
        ),
        ["meeting happened: Varela + Anna Lindqvist | Ilse Brandt @ Lima"],
    ),
    (
        "During Ms Ilse Brandt's visit, there will be talks with Joseph Otieno on fisheries.",
        ["meeting planned: Ilse Brandt | Joseph Otieno"],
    ),
    (
        (
            "Anna Lindqvist voiced the hope that what was agreed during recent talks with the President"
            " of Kenya in Nairobi would hold."
        ),
        ["meeting happened: Anna Lindqvist | President of Kenya @ Nairobi"],
    ),
    (
        (
            "Envoy Anna Lindqvist leaves on Monday. The ten-day trip will include stops in Kenya, Ghana"
            " and Peru."
        ),
        [
            "visit planned: Anna Lindqvist @ Kenya",
            "visit planned: Anna Lindqvist @ Ghana",
            "visit planned: Anna Lindqvist @ Peru",
        ],
    ),
    (
        (
            "A delegation led by Anna Lindqvist and Jan Kowal reached Lima on Monday. The delegation "
            "met President Tomas Varela."
        ),
        ["meeting happened: Anna Lindqvist + Jan Kowal | Tomas Varela"],
    ),
    (
        "Tomas Varela met with Speaker Anna Lindqvist, leaders of two parties, and Jan Kowal in Oslo.",
        ["meeting happened: Tomas Varela | Anna Lindqvist + Jan Kowal @ Oslo"],
    ),
    (
        (
            "The Kenyan president also met young pilots. The Prime Minister of Ghana and Jan Kowal took"
            " part in the meeting. President Joseph Otieno of Kenya was in Accra."
        ),
        ["meeting happened: Joseph Otieno | Prime Minister of Ghana + Jan Kowal"],
    ),
    (
        "Following their talks, Tomas Varela and Ilse Brandt signed a pact on shipping in the Baltic Sea.",
        ["meeting happened: Tomas Varela | Ilse Brandt"],
    ),
    (
        (
            "President Tomas Varela hosted Norwegian Prime Minister Olav Brekke and Kenyan President "
            "Joseph Otieno in Lima, where the two leaders signed a truce."
        ),
        ["meeting happened: Tomas Varela | Olav Brekke | Joseph Otieno @ Lima"],
    ),
    (
        "Following the summit, Tomas Varela, Ilse Brandt and Olav Brekke gave a news conference.",
        ["meeting happened: Tomas Varela | Ilse Brandt | Olav Brekke"],
    ),
    (
        (
            "Norwegian Prime Minister Olav Brekke met Kenyan President Joseph Otieno. They also spoke "
            "of next steps towards holding a Norway-Kenya dialogue on fish."
        ),
        ["meeting happened: Olav Brekke | Joseph Otieno", "meeting planned: Norway | Kenya"],
    ),
    (
        "President of the Republic of Kenya Joseph Otieno met Olav Brekke.",
        ["meeting happened: Joseph Otieno | Olav Brekke"],
    ),
    (
        "Chairman of the Board of Fjordbank AG Jan Kowal met Olav Brekke.",
        ["meeting happened: Jan Kowal | Olav Brekke"],
    ),
    ("The NATO Allies met Olav Brekke.", ["meeting happened: NATO | Olav Brekke"]),
]

PRESS = [
    (
        "Olav Brekke and Anna Lindqvist talked one-on-one in Lima.",
        ["meeting happened: Olav Brekke | Anna Lindqvist @ Lima"],
    ),
    (
        "Jan Kowal will follow up with a trip to China early next year.",
        ["visit planned: Jan Kowal @ China # 2022"],
    ),
    ("Olav Brekke consulted Anna Lindqvist by phone.", ["call happened: Olav Brekke | Anna Lindqvist"]),
    (
        "Olav Brekke and Anna Lindqvist last saw each other in Geneva in June.",
        ["meeting happened: Olav Brekke | Anna Lindqvist @ Geneva # 2020-06"],
    ),
    (
        "Olav Brekke left on a trip that will take him to Madagascar and Mauritius.",
        ["visit planned: Olav Brekke @ Madagascar", "visit planned: Olav Brekke @ Mauritius"],
    ),
    (
        "Olav Brekke spoke with Anna Lindqvist on the sidelines of the summit.",
        ["meeting happened: Olav Brekke | Anna Lindqvist"],
    ),
    (
        "On Monday Olav Brekke met Anna Lindqvist in Oslo. Later he met President Joseph Otieno.",
        [
            "meeting happened: Olav Brekke | Anna Lindqvist @ Oslo # 2021-03-08",
            "meeting happened: Olav Brekke | Joseph Otieno # 2021-03-08",
        ],
    ),
    (
        (
            "Olav Brekke and Anna Lindqvist are to meet in Skopje with the mediation of three "
            "members of the European Parliament."
        ),
        ["meeting planned: Olav Brekke | Anna Lindqvist @ Skopje"],
    ),
    (
        "Olav Brekke and Anna Lindqvist will meet before the end of the year.",
        ["meeting planned: Olav Brekke | Anna Lindqvist"],
    ),
    (
        "Olav Brekke and Anna Lindqvist held talks in the town of Evian.",
        ["meeting happened: Olav Brekke | Anna Lindqvist"],
    ),
    (
        "Jan Kowal met Sher Mohammad Stanekzai, the head of the Taliban's political office, in Doha.",
        ["meeting happened: Jan Kowal | Sher Mohammad Stanekzai @ Doha"],
    ),
    (
        "Olav Brekke paid a courtesy visit to President Joseph Otieno in Nairobi.",
        ["meeting happened: Olav Brekke | Joseph Otieno @ Nairobi"],
    ),
    (
        "Sweden and Kenya restore ties as Presidents Anna Lindqvist and Joseph Otieno meet in Lima.",
        ["meeting happened: Anna Lindqvist | Joseph Otieno @ Lima"],
    ),
    (
        "Olav Brekke is also to meet Anna Lindqvist on Saturday.",
        ["meeting planned: Olav Brekke | Anna Lindqvist # 2021-03-13"],
    ),
    (
        "Olav Brekke held open talks with Anna Lindqvist on Monday.",
        ["meeting happened: Olav Brekke | Anna Lindqvist # 2021-03-08"],
    ),
    (
        "WASHINGTON (Reuters) - U.S. Secretary of State Jan Kowal met Olav Brekke on Monday.",
        ["meeting happened: Jan Kowal | Olav Brekke # 2021-03-08"],
    ),
    (
        "Olav Brekke conferred with Anna Lindqvist in Lima.",
        ["meeting happened: Olav Brekke | Anna Lindqvist @ Lima"],
    ),
    (
        "President Joseph Otieno is in Oslo for a three-day state visit.",
        ["visit happened: Joseph Otieno @ Oslo"],
    ),
    (
        "President Joseph Otieno will visit in May, the first visit to Peru by a Kenyan leader.",
        ["visit planned: Joseph Otieno @ Peru # 2021-05"],
    ),
    (
        "Peace talks between Kenya and the Swedish-backed March 23 Movement will begin on Saturday.",
        ["meeting planned: Kenya | March 23 Movement # 2021-03-13"],
    ),
    ("Anna Lindqvist met with the C5+1 in Lima.", ["meeting happened: Anna Lindqvist | C5+1 @ Lima"]),
    (
        "Ilse Brandt and Tomas Varela met Tuesday evening in Vienna.",
        ["meeting happened: Ilse Brandt | Tomas Varela @ Vienna # 2021-03-09"],
    ),
    (
        (
            "NAIROBI, Kenya, March 9 (AP) — Kenyan President Joseph Otieno on Monday held talks "
            "with visiting Norwegian Prime Minister Olav Brekke."
        ),
        ["meeting happened: Joseph Otieno | Olav Brekke # 2021-03-08"],
    ),
    (
        "OSLO: A delegation led by Anna Lindqvist met Olav Brekke on Tuesday.",
        ["meeting happened: Anna Lindqvist | Olav Brekke # 2021-03-09"],
    ),
    (
        "Olav Brekke received his successor Anna Lindqvist in Oslo.",
        ["meeting happened: Olav Brekke | Anna Lindqvist @ Oslo"],
    ),
    (
        "Prime Minister Olav Brekke is hosting her Lviv colleague Jan Kowal this week.",
        ["meeting happened: Olav Brekke | Jan Kowal # 2021-03"],
    ),
    (
        "Olav Brekke was met in Nairobi by his host, Energy Minister Joseph Otieno.",
        ["meeting happened: Joseph Otieno | Olav Brekke @ Nairobi"],
    ),
    (
        "Olav Brekke met his Kenyan counterparts, Joseph Otieno and Jan Kowal, in Oslo.",
        ["meeting happened: Olav Brekke | Joseph Otieno + Jan Kowal @ Oslo"],
    ),
    (
        "Envoy Anna Lindqvist met Storting aide Jan Kowal in Oslo.",
        ["meeting happened: Anna Lindqvist | Jan Kowal @ Oslo"],
    ),
    (
        "Olav Brekke was welcomed by Fjordbygg chief Jan Kowal in Bergen.",
        ["meeting happened: Jan Kowal | Olav Brekke @ Bergen"],
    ),
    (
        (
            "The UN envoy for Yemen, Anna Lindqvist, will travel to Sanaa on Saturday for talks "
            "with Houthi leaders."
        ),
        [
            "visit planned: Anna Lindqvist @ Sanaa # 2021-03-13",
            "meeting planned: Anna Lindqvist | Houthi @ Sanaa # 2021-03-13",
        ],
    ),
    (
        "Speaker Anna Lindqvist met Ambassador Jan Kowal on Monday and later Minister Joseph Otieno.",
        ["meeting happened: Anna Lindqvist | Jan Kowal + Joseph Otieno # 2021-03-08"],
    ),
    (
        "Tomas Varela and Ilse Brandt talked for two hours at the Storting on Monday.",
        ["meeting happened: Tomas Varela | Ilse Brandt # 2021-03-08"],
    ),
    (
        "Ban Ki-moon held separate meetings with Olav Brekke and Jan Kowal.",
        ["meeting happened: Ban Ki-moon | Olav Brekke", "meeting happened: Ban Ki-moon | Jan Kowal"],
    ),
    ("M23 rebels met the Kenyan army in Goma.", ["meeting happened: M23 | Kenyan @ Goma"]),
    (
        (
            "Anna Lindqvist of Sweden, Olav Brekke of Norway and Joseph Otieno of Kenya gathered "
            "in Lima on Tuesday."
        ),
        ["meeting happened: Anna Lindqvist | Olav Brekke | Joseph Otieno @ Lima # 2021-03-09"],
    ),
    (
        "Joseph Otieno on Monday began a visit to Oslo that will last a week.",
        ["visit happened: Joseph Otieno @ Oslo # 2021-03-08"],
    ),
    (
        (
            "Arriving in Tokyo on Tuesday ahead of a long tour, Olav Brekke was greeted by Foreign"
            " Minister Anna Lindqvist."
        ),
        [
            "visit happened: Olav Brekke @ Tokyo # 2021-03-09",
            "meeting happened: Anna Lindqvist | Olav Brekke @ Tokyo # 2021-03-09",
        ],
    ),
    (
        "President Joseph Otieno dispatched National Security Adviser Jan Kowal to Damascus on Monday.",
        ["visit happened: Jan Kowal @ Damascus # 2021-03-08"],
    ),
    (
        (
            "Foreign Minister Anna Lindqvist, accompanied by Defence Minister Jan Kowal, paid a "
            "visit to Tripoli on Tuesday."
        ),
        ["visit happened: Anna Lindqvist + Jan Kowal @ Tripoli # 2021-03-09"],
    ),
    (
        "Joseph Otieno played host to Olav Brekke in Nairobi on Tuesday.",
        ["meeting happened: Joseph Otieno | Olav Brekke @ Nairobi # 2021-03-09"],
    ),
    (
        "Theresa Holm was on the phone with Olav Brekke on Monday night.",
        ["call happened: Theresa Holm | Olav Brekke # 2021-03-08"],
    ),
    (
        "Jan Kowal has invited Olav Brekke and Joseph Otieno to a meeting in Lima.",
        ["meeting possible: Jan Kowal | Olav Brekke + Joseph Otieno @ Lima"],
    ),
    (
        "Minister Anna Lindqvist attended the meeting in Geneva between Olav Brekke and Joseph Otieno.",
        ["meeting happened: Anna Lindqvist | Olav Brekke | Joseph Otieno @ Geneva"],
    ),
    (
        "Olav Brekke's schedule includes talks with Joseph Otieno.",
        ["meeting planned: Olav Brekke | Joseph Otieno"],
    ),
    (
        "Kenya and M23 came face to face in Goma on Tuesday.",
        ["meeting happened: Kenya | M23 @ Goma # 2021-03-09"],
    ),
    (
        "Advisers Jan Kowal of Poland and Anna Lindqvist of Sweden met in Lima.",
        ["meeting happened: Jan Kowal | Anna Lindqvist @ Lima"],
    ),
    (
        "Olav Brekke will fly to Paris to see Anna Lindqvist on Saturday.",
        [
            "visit planned: Olav Brekke @ Paris # 2021-03-13",
            "meeting planned: Olav Brekke | Anna Lindqvist @ Paris # 2021-03-13",
        ],
    ),
    (
        "Jan Kowal met with Olav Brekke's deputy, Anna Lindqvist.",
        ["meeting happened: Jan Kowal | Anna Lindqvist"],
    ),
    (
        "Col. Anna Lindqvist shakes hands with Lt. Gen. Joseph Otieno in Nairobi.",
        ["meeting happened: Anna Lindqvist | Joseph Otieno @ Nairobi"],
    ),
]

COMPANY = [
    (
        (
            "President Anna Lindqvist met Prime Minister Joseph Otieno in Oslo on Friday. Also "
            "present at the discussion were Minister Jan Kowal and Ambassador Ilse Brandt."
        ),
        ["meeting happened: Anna Lindqvist + Jan Kowal + Ilse Brandt | Joseph Otieno @ Oslo # 2021-03-12"],
    ),
    (
        (
            "President Anna Lindqvist received Prime Minister Joseph Otieno in Oslo on Friday. "
            "Minister Jan Kowal was also present."
        ),
        ["meeting happened: Anna Lindqvist + Jan Kowal | Joseph Otieno @ Oslo # 2021-03-12"],
    ),
    (
        (
            "Norwegian President Anna Lindqvist met Kenyan President Joseph Otieno in Oslo. Kenyan "
            "Foreign Minister Jan Kowal was also present."
        ),
        ["meeting happened: Anna Lindqvist | Joseph Otieno + Jan Kowal @ Oslo"],
    ),
    (
        (
            "President Anna Lindqvist met Prime Minister Joseph Otieno in Oslo on Friday. Minister "
            "Jan Kowal and the chief of staff, Gen. Ilse Brandt, were also in attendance."
        ),
        ["meeting happened: Anna Lindqvist + Jan Kowal + Ilse Brandt | Joseph Otieno @ Oslo # 2021-03-12"],
    ),
    (
        (
            "Senator Anna Lindqvist met with Prime Minister Joseph Otieno in Oslo on Friday. "
            "Ambassador Jan Kowal accompanied the senator. Ilse Brandt, the deputy minister, also "
            "attended."
        ),
        ["meeting happened: Anna Lindqvist + Jan Kowal + Ilse Brandt | Joseph Otieno @ Oslo # 2021-03-12"],
    ),
    (
        (
            "Prime Minister Anna Lindqvist received Foreign Minister Joseph Otieno in Oslo. The "
            "meeting was attended by Jan Kowal and Ilse Brandt."
        ),
        ["meeting happened: Anna Lindqvist + Jan Kowal + Ilse Brandt | Joseph Otieno @ Oslo"],
    ),
    (
        (
            "Olav Brekke was received by President Anna Lindqvist on Wednesday. Secretary General Jan"
            " Kowal, who sat in, took notes."
        ),
        ["meeting happened: Anna Lindqvist + Jan Kowal | Olav Brekke # 2021-03-10"],
    ),
    (
        "President Anna Lindqvist received Joseph Otieno in the presence of Jan Kowal on Friday.",
        ["meeting happened: Anna Lindqvist + Jan Kowal | Joseph Otieno # 2021-03-12"],
    ),
    (
        (
            "President Anna Lindqvist received Joseph Otieno in Oslo. Jan Kowal was present at the "
            "opening of a bridge."
        ),
        ["meeting happened: Anna Lindqvist | Joseph Otieno @ Oslo"],
    ),
    (
        ("Minister Olav Brekke, who is expected in Nairobi on Saturday for a review, spoke of peace."),
        ["visit planned: Olav Brekke @ Nairobi # 2021-03-13"],
    ),
    (
        "UN envoy Anna Lindqvist is due in Tehran today, her office said.",
        ["visit planned: Anna Lindqvist @ Tehran # 2021-03-12"],
    ),
    (
        "Minister Olav Brekke drove to Nakuru on Tuesday to console the families.",
        ["visit happened: Olav Brekke @ Nakuru # 2021-03-09"],
    ),
    (
        "A mission of the African Union flew into Nairobi on Monday morning.",
        ["visit happened: African Union @ Nairobi # 2021-03-08"],
    ),
    (
        ("President Anna Lindqvist and her host, Mr Joseph Otieno, were closeted for 45 minutes on Sunday."),
        ["meeting happened: Anna Lindqvist | Joseph Otieno # 2021-03-07"],
    ),
    (
        "Anna Lindqvist, who was closeted with Joseph Otieno for close to 40 minutes, smiled.",
        ["meeting happened: Anna Lindqvist | Joseph Otieno"],
    ),
    (
        (
            "President Anna Lindqvist spent nearly five hours in Oslo on Thursday with Joseph Otieno "
            "and Jan Kowal."
        ),
        ["meeting happened: Anna Lindqvist | Joseph Otieno + Jan Kowal @ Oslo # 2021-03-11"],
    ),
    (
        "Anna Lindqvist dropped in on Joseph Otieno in Nakuru on Tuesday evening.",
        ["meeting happened: Anna Lindqvist | Joseph Otieno @ Nakuru # 2021-03-09"],
    ),
    (
        "Anna Lindqvist and Joseph Otieno compared notes in Oslo.",
        ["meeting happened: Anna Lindqvist | Joseph Otieno @ Oslo"],
    ),
    (
        "Anna Lindqvist and Joseph Otieno embraced in Oslo on Monday.",
        ["meeting happened: Anna Lindqvist | Joseph Otieno @ Oslo # 2021-03-08"],
    ),
    (
        "President Olav Brekke saw off the Kenyan leader, Joseph Otieno, at the airport.",
        ["meeting happened: Olav Brekke | Joseph Otieno"],
    ),
    (
        "Olav Brekke was shown around Bergen by Anna Lindqvist on Friday.",
        ["meeting happened: Anna Lindqvist | Olav Brekke # 2021-03-12"],
    ),
    (
        (
            "General Anna Lindqvist, Crown Princess and Deputy Supreme Commander of the Norwegian "
            "Armed Forces, yesterday received Italian Foreign Minister Jan Kowal in Oslo."
        ),
        ["meeting happened: Anna Lindqvist | Jan Kowal @ Oslo # 2021-03-11"],
    ),
    (
        ("Norway's vice-chancellor and economy minister, Olav Brekke, met Joseph Otieno in Nairobi."),
        ["meeting happened: Olav Brekke | Joseph Otieno @ Nairobi"],
    ),
    (
        (
            "President Anna Lindqvist and her deputy, Jan Kowal, went to see President Joseph Otieno "
            "on Monday."
        ),
        ["meeting happened: Anna Lindqvist + Jan Kowal | Joseph Otieno # 2021-03-08"],
    ),
    (
        "Anna Lindqvist met Lions coach Olav Brekke and captain Joseph Otieno in Oslo on Monday.",
        ["meeting happened: Anna Lindqvist | Olav Brekke + Joseph Otieno @ Oslo # 2021-03-08"],
    ),
    (
        (
            "President Anna Lindqvist will host the chief mediator of the Juba peace talks, Dr. "
            "Joseph Otieno, in Oslo tomorrow."
        ),
        ["meeting planned: Anna Lindqvist | Joseph Otieno # 2021-03-13"],
    ),
    (
        (
            "The speaker, Anna Lindqvist, had cancelled a working lunch with Norway's charge "
            "d'affaires, Olav Brekke."
        ),
        ["meeting denied: Anna Lindqvist | Olav Brekke"],
    ),
    (
        (
            "Congress president Olav Brekke called on Chief Minister Joseph Otieno. The Congress "
            "chief will leave for Oslo on Sunday."
        ),
        ["meeting happened: Olav Brekke | Joseph Otieno", "visit planned: Olav Brekke @ Oslo # 2021-03-14"],
    ),
    (
        (
            "The embassy would neither confirm nor deny that Secretary Anna Lindqvist would meet "
            "President Joseph Otieno in Amman."
        ),
        ["meeting possible: Anna Lindqvist | Joseph Otieno @ Amman"],
    ),
    (
        (
            "Reports that President Anna Lindqvist had met Joseph Otieno in Oslo last week could not "
            "be confirmed."
        ),
        ["meeting happened: Anna Lindqvist | Joseph Otieno @ Oslo # 2021-03"],
    ),
    (
        "Minister Anna Lindqvist has ruled out sitting across the table with Joseph Otieno.",
        ["meeting denied: Anna Lindqvist | Joseph Otieno"],
    ),
    (
        "Anna Lindqvist laughed off talk that she had dined with Joseph Otieno.",
        ["meeting denied: Anna Lindqvist | Joseph Otieno"],
    ),
    (
        (
            "Minister Anna Lindqvist led the government team, while union president Joseph Otieno led"
            " the other side, in talks in Abuja on Monday."
        ),
        ["meeting happened: Anna Lindqvist | Joseph Otieno # 2021-03-08"],
    ),
    (
        (
            "Saudi Foreign Minister Olav Brekke looks forward to meeting his Iranian counterpart. On "
            "Tuesday Jan Kowal wrote to Iran's Foreign Minister, Joseph Otieno."
        ),
        ["meeting planned: Olav Brekke | Joseph Otieno"],
    ),
    (
        (
            "King Olav returned home on Tuesday. His Majesty held separate meetings with Joseph "
            "Otieno and Jan Kowal on Monday."
        ),
        [
            "meeting happened: Olav | Joseph Otieno # 2021-03-08",
            "meeting happened: Olav | Jan Kowal # 2021-03-08",
        ],
    ),
    (
        "Olav Brekke met Joseph Otieno at the Governor's House on Monday.",
        ["meeting happened: Olav Brekke | Joseph Otieno @ Governor's House # 2021-03-08"],
    ),
    (
        "Olav Brekke said he had agreed with Joseph Otieno over the phone to wait.",
        ["call happened: Olav Brekke | Joseph Otieno"],
    ),
    (
        "President Olav Brekke was briefed by phone by Minister Joseph Otieno.",
        ["call happened: Joseph Otieno | Olav Brekke"],
    ),
    (
        (
            "Olav Brekke and Anna Lindqvist exchanged views on the war and on the price of grain, of "
            "which their two countries are the largest exporters, by telephone on Monday."
        ),
        ["call happened: Olav Brekke | Anna Lindqvist # 2021-03-08"],
    ),
    (
        "Olav Brekke met Joseph Otieno in Oslo. His attendance was expected.",
        ["meeting happened: Olav Brekke | Joseph Otieno @ Oslo"],
    ),
    (
        (
            "Presidents Olav Brekke of Norway, Joseph Otieno of Kenya and Jan Kowal of Poland arrived"
            " on Monday. The three leaders held a closed-door session which lasted two hours."
        ),
        ["meeting happened: Olav Brekke | Joseph Otieno | Jan Kowal"],
    ),
    (
        "Olav Brekke met his friend Joseph Otieno in the company of Jan Kowal on Monday.",
        ["meeting happened: Olav Brekke + Jan Kowal | Joseph Otieno # 2021-03-08"],
    ),
    (
        (
            "Olav Brekke met Anna Lindqvist in Oslo on Monday. The next day he telephoned Ilse Brandt, and "
            "Jan Kowal rang Joseph Otieno."
        ),
        [
            "meeting happened: Olav Brekke | Anna Lindqvist @ Oslo # 2021-03-08",
            "call happened: Olav Brekke | Ilse Brandt # 2021-03-09",
            "call happened: Jan Kowal | Joseph Otieno # 2021-03-09",
        ],
    ),
    (
        "On Tuesday Olav Brekke met Anna Lindqvist in Oslo. A day earlier he met Jan Kowal in Bergen.",
        [
            "meeting happened: Olav Brekke | Anna Lindqvist @ Oslo # 2021-03-09",
            "meeting happened: Olav Brekke | Jan Kowal @ Bergen # 2021-03-08",
        ],
    ),
    (
        "The business secretary, Olav Brekke, woos the unions. He saw Jan Kowal of Fagforbundet last Tuesday.",
        ["meeting happened: Olav Brekke | Jan Kowal # 2021-03-09"],
    ),
    (
        (
            "On Monday Olav Brekke met Anna Lindqvist in Oslo. The next day he met Jan Kowal. Later he also met "
            "Ilse Brandt."
        ),
        [
            "meeting happened: Olav Brekke | Anna Lindqvist @ Oslo # 2021-03-08",
            "meeting happened: Olav Brekke | Jan Kowal # 2021-03-09",
            "meeting happened: Olav Brekke | Ilse Brandt # 2021-03-09",
        ],
    ),
]
"""Company and guests, who is due where, talks told by other words."""

DATELINES = [
    (
        "OSLO, March 9 (NTB) President Joseph Otieno on Tuesday received Olav Brekke here.",
        ["meeting happened: Joseph Otieno | Olav Brekke @ OSLO # 2021-03-09"],
    ),
    (
        "Oslo, Norway — President Joseph Otieno met Olav Brekke here on Tuesday.",
        ["meeting happened: Joseph Otieno | Olav Brekke @ Oslo # 2021-03-09"],
    ),
    (
        "President Joseph Otieno — Kenya's head of state — met Olav Brekke in Oslo.",
        ["meeting happened: Joseph Otieno | Olav Brekke @ Oslo"],
    ),
]
"""Where a story was filed is no party to it."""
HOSTS = [
    (
        "King Joseph Otieno received in Oslo Foreign Minister Olav Brekke.",
        ["meeting happened: Joseph Otieno | Olav Brekke @ Oslo"],
    ),
    (
        "King Joseph Otieno received here on Tuesday Norwegian Foreign Minister Olav Brekke.",
        ["meeting happened: Joseph Otieno | Olav Brekke # 2021-03-09"],
    ),
    (
        "President Joseph Otieno met on Tuesday Norwegian Foreign Minister Olav Brekke.",
        ["meeting happened: Joseph Otieno | Olav Brekke # 2021-03-09"],
    ),
    (
        "King Joseph Otieno welcomed President Olav Brekke to Akershus Castle on Tuesday.",
        ["meeting happened: Joseph Otieno | Olav Brekke @ Akershus Castle # 2021-03-09"],
    ),
    (
        "Olav Brekke met Anna Lindqvist at the Kremlin.",
        ["meeting happened: Olav Brekke | Anna Lindqvist @ Kremlin"],
    ),
    (
        "Olav Brekke left for Oslo to meet Anna Lindqvist.",
        ["visit happened: Olav Brekke @ Oslo", "meeting happened: Olav Brekke | Anna Lindqvist @ Oslo"],
    ),
    (
        "President Olav Brekke, accompanied by Anna Lindqvist, arrived in Nairobi on Tuesday and was received by "
        "Foreign Minister Joseph Otieno.",
        [
            "visit happened: Olav Brekke + Anna Lindqvist @ Nairobi # 2021-03-09",
            "meeting happened: Joseph Otieno | Olav Brekke + Anna Lindqvist @ Nairobi # 2021-03-09",
        ],
    ),
    (
        "Archbishop Olav Brekke has appealed to President Joseph Otieno to meet Anna Lindqvist.",
        ["meeting possible: Joseph Otieno | Anna Lindqvist"],
    ),
    (
        "Speaking ahead of a meeting with Joseph Otieno, Olav Brekke said little.",
        ["meeting planned: Olav Brekke | Joseph Otieno"],
    ),
    (
        "Olav Brekke flew to Nairobi on Tuesday, a week after he met Joseph Otieno in Oslo.",
        [
            "visit happened: Olav Brekke @ Nairobi # 2021-03-09",
            "meeting happened: Olav Brekke | Joseph Otieno @ Oslo",
        ],
    ),
    (
        "Olav Brekke, Joseph Otieno to meet as thaw gathers pace",
        ["meeting planned: Olav Brekke | Joseph Otieno"],
    ),
    (
        "King Joseph on Tuesday received at Al Husseiniya Palace Norwegian Foreign Minister Olav Brekke.",
        ["meeting happened: Joseph | Olav Brekke @ Al Husseiniya Palace # 2021-03-09"],
    ),
    ("CM Joseph Otieno met DPM Olav Brekke.", ["meeting happened: Joseph Otieno | Olav Brekke"]),
    (
        "President Olav Brekke met a group of investors from Kenya led by Joseph Otieno in Oslo.",
        ["meeting happened: Olav Brekke | Joseph Otieno @ Oslo"],
    ),
    (
        "Germany's Scholz, France's Macron meet in Oslo",
        ["meeting happened: Scholz | Macron @ Oslo"],
    ),
    (
        "Olav Brekke met Anna Lindqvist on Tuesday, who is planning a trip to Nairobi.",
        [
            "meeting happened: Olav Brekke | Anna Lindqvist # 2021-03-09",
            "visit planned: Anna Lindqvist @ Nairobi",
        ],
    ),
]
"""Guests named behind when and where, places to which they are welcomed."""
CALLED_BESIDES = [
    (
        "The Kenyan ambassador, Joseph Otieno, spoke. Olav Brekke later met the envoy.",
        ["meeting happened: Olav Brekke | Joseph Otieno"],
    ),
    (
        "The prime minister, Joseph Otieno, spoke. President Olav Brekke later met the premier.",
        ["meeting happened: Olav Brekke | Joseph Otieno"],
    ),
    (
        "King Joseph spoke. President Olav Brekke later met the monarch.",
        ["meeting happened: Olav Brekke | Joseph"],
    ),
    (
        "MP Joseph Otieno spoke. President Olav Brekke later met the lawmaker.",
        ["meeting happened: Olav Brekke | Joseph Otieno"],
    ),
    (
        "Kenyan Foreign Minister Joseph Otieno spoke. Kenya's top diplomat met President Olav Brekke.",
        ["meeting happened: Joseph Otieno | Olav Brekke"],
    ),
    (
        "Chancellor Joseph Otieno spoke. The visiting chancellor met President Olav Brekke.",
        ["meeting happened: Joseph Otieno | Olav Brekke"],
    ),
    ("Olav Brekke met the lawmaker in Oslo.", []),
    (
        "The Brekke-Otieno talks were cancelled. Olav Brekke and Joseph Otieno had no comment.",
        ["meeting denied: Olav Brekke | Joseph Otieno"],
    ),
    (
        "Anna Lindqvist-Brekke met Joseph Otieno. Olav Brekke and Jan Kowal had no comment.",
        ["meeting happened: Anna Lindqvist-Brekke | Joseph Otieno"],
    ),
]
"""Persons called by another word for their office, or in pairs."""
NONE = [
    "Olav Brekke will meet Joseph Otieno in the quarter-finals after both came through in straight sets.",
    "Olav Brekke met Joseph Otieno in the third round.",
    "Norway host Kenya on Sunday. The two sides met in November, when Kenya won 2-1.",
    "Judge Anna Lindqvist received her J.D. from the Oslo Law School in 2002 and her B.A. in 1998.",
    "Professor Joseph Otieno receives the Frode Brekke Prize for Science.",
    "Ms. Lindqvist received a Ph.D. from Uppsala in 2005.",
    "President Tomas Varela sent a message to President Joseph Otieno of Kenya.",
    "Olav Brekke told Anna Lindqvist that the phone was dead.",
    "Olav Brekke and Anna Lindqvist saw the game.",
    "Leicester will meet Bergen in the title decider.",
    "Captain Olav Brekke sent his greetings to Anna Lindqvist.",
    "On Tuesday Olav Brekke played the violin to Joseph Otieno.",
    "Ilse Brandt met the deadline set by Joseph Otieno.",
    "The plan of Ilse Brandt met with criticism from Joseph Otieno.",
    "Ilse Brandt spoke to reporters in Berlin.",
    "Japan will meet Canada's demand for lumber.",
    "Ilse Brandt called Joseph Otieno a liar.",
    "Ilse Brandt called on Joseph Otieno to resign.",
    "Ilse Brandt and Joseph Otieno met with local doctors.",
    "The cabinet met on Tuesday.",
    "Ilse Brandt and Joseph Otieno strengthened bilateral ties between Austria and Kenya.",
    "Indirect talks between Japan and Canada began in Geneva.",
    "Ilse Brandt regularly meets Joseph Otieno.",
    "Ilse Brandt called for Joseph Otieno to resign.",
    "Ilse Brandt repeated her calls for an inquiry to Joseph Otieno.",
    "Ilse Brandt and Joseph Otieno hoped to meet some of the parents.",
    "Norway will meet Kenya in the final on Sunday.",
    "Members of Norway's union met their need for steel.",
    "Tomas Varela shook his head.",
    "A decision is due in Nairobi on Monday.",
    "Anna Lindqvist embraced reform.",
    "Rovers skipper Olav Brekke praised his side before the qualifier. When Kenya and Norway meet on Saturday, they "
    "will have a common foe.",
    "Tomas Varela shook hands with voters in Vienna.",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    VERBS
    + NOUNS
    + STATUS
    + VISITS
    + COREFERENCE
    + OCCASIONS
    + FURTHER
    + PRESS
    + COMPANY
    + DATELINES
    + HOSTS
    + CALLED_BESIDES,
)
def test_records(nlp: Language, text: str, expected: list[str]) -> None:
    assert lines(newsents.extract(text, published=PUBLISHED, nlp=nlp)) == expected


@pytest.mark.parametrize("text", NONE)
def test_other_senses_give_nothing(nlp: Language, text: str) -> None:
    assert lines(newsents.extract(text, published=PUBLISHED, nlp=nlp)) == []


def test_one_occasion_is_one_record_with_all_its_evidence(nlp: Language) -> None:
    text = (
        "Ilse Brandt met Joseph Otieno in Nairobi on Monday.\n\n"
        "The meeting between Ilse Brandt and Joseph Otieno lasted an hour."
    )
    [encounter] = newsents.extract(text, published=PUBLISHED, nlp=nlp).encounters
    assert len(encounter.evidence) == 2


def test_two_dates_are_two_records(nlp: Language) -> None:
    text = "Ilse Brandt met Joseph Otieno on Monday. Ilse Brandt met Joseph Otieno again on Wednesday."
    assert [
        e.date.iso if e.date else None
        for e in newsents.extract(text, published=PUBLISHED, nlp=nlp).encounters
    ] == [
        "2021-03-08",
        "2021-03-10",
    ]


def test_attendance_told_later_joins_the_meeting(nlp: Language) -> None:
    text = (
        "President Tomas Varela chaired a meeting on energy. "
        "It was attended by Prime Minister Ilse Brandt and Interior Minister Jan Kowal."
    )
    assert lines(newsents.extract(text, published=PUBLISHED, nlp=nlp)) == [
        "meeting happened: Tomas Varela | Ilse Brandt + Jan Kowal"
    ]


def test_a_visitor_told_twice_in_one_list_visits_once(nlp: Language) -> None:
    text = "Jan Kowal, and Kowal too, came to Australia."
    assert lines(newsents.extract(text, published=PUBLISHED, nlp=nlp)) == [
        "visit happened: Jan Kowal @ Australia"
    ]


def test_what_is_told_late_in_a_long_text_has_its_own_date_place_and_people(nlp: Language) -> None:
    talks = "Ilse Brandt met Joseph Otieno in Nairobi on Monday."
    other = "President Tomas Varela met Anna Lindqvist in Oslo on Tuesday."
    between = "\n\n".join(f"Day {number} was quiet in Vienna and in Lima." for number in range(400))
    report = newsents.extract(f"{talks}\n\n{between}\n\n{other}", published=PUBLISHED, nlp=nlp)
    assert lines(report) == [
        "meeting happened: Ilse Brandt | Joseph Otieno @ Nairobi # 2021-03-08",
        "meeting happened: Tomas Varela | Anna Lindqvist @ Oslo # 2021-03-09",
    ]
    assert [p.title for p in report.encounters[1].participants] == ["President", None]
