"""Words of which titles are made, and honorifics. All in folded form (see `newsents.text.fold`)."""

from __future__ import annotations

HEADS: frozenset[str] = frozenset(
    """
    adviser advisor administrator admiral ambassador archbishop attorney ayatollah bishop caliph cardinal
    cfo chairman chairperson chairwoman chair chancellor charge chief ceo cofounder coleader commander commissioner
    comptroller congressman congresswoman consul coordinator cochair cleric counsel counterpart counselor counsellor
    delegate deputy director emir emperor empress envoy executive founder governor head inspector interlocutor
    judge justice king lawmaker lawyer leader legislator mayor mediator minister monarch mufti negotiator nominee
    officer ombudsman organizer parliamentarian patriarch pm politician pontiff pope premier president
    prince princess principal producer professor prosecutor queen rabbi rapporteur lady registrar regent representative
    ruler secretary senator speaker spokesman spokesperson spokeswoman strongman sultan superintendent
    supremo taoiseach treasurer undersecretary vicar vicepresident vicechairman whip warlord chieftain economist
    activist candidate analyst expert editor manager partner lieutenant shah
    amir diplomat prelate
    """.split()
)
"""Nouns that can head a title."""

OFFICE_HEADS: frozenset[str] = frozenset(
    """
    chancellor premier president minister pm king queen emir sultan emperor prince princess pope pontiff governor mayor
    secretary senator taoiseach ambassador envoy chairman chairwoman chairperson speaker commander commissioner
    leader chief head ruler monarch director spokesman spokeswoman spokesperson vicepresident undersecretary
    representative negotiator adviser advisor administrator counselor congressman congresswoman attorney
    ayatollah cardinal archbishop bishop patriarch coordinator rapporteur counterpart
    amir diplomat prelate lawmaker legislator parliamentarian
    """.split()
)
"""Heads that describe an office-holder: "the minister", "the Israeli leader"."""

NOT_ALONE: frozenset[str] = frozenset(
    """
    head chair chief deputy lady charge executive officer justice judge counsel attorney foreign whip partner principal
    lieutenant manager expert analyst member delegate nominee editor producer founder cofounder shah
    """.split()
)
"""Heads too common to count as a title without a capital, a modifier or an "of"."""

AFTER_NAME_ONLY: frozenset[str] = frozenset(
    "member economist lawyer professor analyst expert activist partner manager editor producer founder".split()
)
"""Heads that are roles in apposition after a name, but seldom say who acts."""

MODIFIERS: frozenset[str] = frozenset(
    """
    acting adjunct alternate assistant associate attorney caretaker chief co counter deputy designate elect emeritus
    ex executive federal first former general honorary incoming incumbent interim joint late lead longtime major
    minority majority national newly new outgoing onetime permanent plenipotentiary presidential prime principal
    provisional regional resident second senior shadow special state supreme then third top under vice veteran
    grand crown cabinet parliamentary
    """.split()
)
"""Words before a title head that belong to the title whatever their case."""

PORTFOLIO: frozenset[str] = frozenset(
    """
    administration affairs agriculture air arms armed army budget business cabinet campaign climate commerce
    communication communications community consular coordination congressional corporate counterterrorism culture
    cultural cyber defence defense development digital diplomatic disarmament domestic economic economy education
    emergency emergencies employment energy environment environmental equality european eurasian executive
    exchequer external families family faith finance financial fisheries food force forces foreign forestry gender
    governmental health higher
    heritage home homeland housing human humanitarian immigration indigenous industry information infrastructure
    innovation intelligence interior intergovernmental internal international investment irrigation joint
    justice labor labour land legal legislative local management maritime media migration military mines mining
    municipal national natural navy nuclear oil operations opposition overseas party peace petroleum planning police
    policy political power press protection public public-works rabbi railway railways reconciliation reconstruction
    refugee regional relations religious research resources rights rural sanitation science security senate service
    services skills social sport sports staff state states status strategic superannuation supply sustainable tax
    technology telecommunications territories territory tourism trade training transport transportation treasury
    tribal urban veterans war water welfare white women works workplace youth general house majority minority
    presidential american eastern western asian african near middle south north central hemisphere pacific board
    antisemitism negotiations gender-based violence growth acquisition sustainment analysis plenipotentiary
    election vigilance
    managing operating commercial medical scientific extraordinary mission republican democratic conservative
    liberal
    """.split()
)
"""Words that name what an office is about: "Foreign Minister", "Secretary of Defense"."""

BEFORE_COUNTRY: frozenset[str] = frozenset("former ex acting outgoing incoming interim caretaker".split())
"""Words of a title that may stand before the country: "former U.S. President"."""

HONORIFICS: frozenset[str] = frozenset(
    """
    mr mrs ms miss mx dr prof sir dame lord lady hon honorable honourable rt right excellency he hrh hm majesty
    highness royal eminence holiness sheikh sheik shaikh sayyid sayed seyed hajj haji imam mullah maulana mawlana
    pandit shri smt sri madam madame monsieur
    comrade cde alhaji alhaja hajiya hajia mallam malam engr otunba ustad ustaz datuk dato datin herr frau msgr mgr
    gen general lt lieutenant col colonel maj major capt captain sgt sergeant cpl brig brigadier adm admiral cmdr
    marshal commodore vadm field rev reverend fr father sister brother st gov sen rep amb pres pm cm dcm dpm eam cs
    mp mla mep
    """.split()
)
"""Words before a name that are no role by themselves (ranks among them), folded."""

TITLE_ABBREVIATIONS: dict[str, str] = {
    "sen": "Senator",
    "rep": "Representative",
    "gov": "Governor",
    "amb": "Ambassador",
    "pres": "President",
    "pm": "Prime Minister",
    "cm": "Chief Minister",
    "dcm": "Deputy Chief Minister",
    "dpm": "Deputy Prime Minister",
    "eam": "External Affairs Minister",
    "cs": "Cabinet Secretary",
    "mp": "MP",
    "mla": "MLA",
    "mep": "MEP",
}
"""Abbreviated titles that are roles; the value is the full word."""

NAME_SUFFIXES: frozenset[str] = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""Words after a name that belong to it."""

RANKING: frozenset[str] = frozenset(
    """
    prime vice deputy former ex assistant under undersecretary acting alternate shadow associate elect designate
    """.split()
)
"""Words that make another office of a title: a vice president is no president, a prime minister no "minister"."""

COMPANY_FORMS: frozenset[str] = frozenset(
    "AG GmbH Inc Inc. Corp Corp. Ltd Ltd. plc PLC LLC NV AB ASA Oyj SpA JSC OJSC".split()
)
"""What ends the name of a company, as it is written."""

ORGANISATION_NOUNS: frozenset[str] = frozenset(
    """
    office bureau agency council ministry department committee commission service administration authority corps army
    fund bank board union organization organisation party republic federation guard court parliament assembly chamber
    institute university center centre group company force command directorate secretariat duma senate congress mission
    league association community alliance coalition movement region embassy house conference society foundation
    """.split()
)
"""Nouns that end the name of an organisation: "head of the Harbour Executive Office"."""

SURNAME_HEADS: frozenset[str] = frozenset(
    "shah king prince bishop pope sultan judge chancellor major marshal justice lord dean page knight".split()
)
"""Titles that are surnames too: "Amit Shah"."""

NOT_NAMES: frozenset[str] = frozenset(
    """
    telephone phone meeting meetings call calls talks talk readout visit summit conversation statement remarks trip
    dinner lunch joint press news today yesterday photo file caption transcript briefing opening working official
    bilateral trilateral
    """.split()
)
"""Common nouns that small models take for names where a headline writes them with a capital."""

BODY_NOUNS: frozenset[str] = frozenset(
    """
    authority council committee commission ministry department agency bureau board union organization organisation
    association party bank fund company corporation corps guard command league coalition movement alliance secretariat
    """.split()
)
"""Nouns that make an organisation of any name, whatever else stands in it: "Panama Canal Authority"."""

STANDS_FOR: dict[str, frozenset[str]] = {
    "envoy": frozenset({"ambassador", "representative", "emissary"}),
    "diplomat": frozenset({"ambassador", "envoy", "representative", "consul"}),
    "premier": frozenset({"chancellor", "taoiseach", "pm"}),
    "monarch": frozenset({"king", "queen", "emir", "amir", "sultan", "emperor"}),
    "lawmaker": frozenset(
        {"senator", "congressman", "congresswoman", "representative", "legislator", "mp", "mla"}
    ),
    "legislator": frozenset(
        {"senator", "congressman", "congresswoman", "representative", "lawmaker", "mp", "mla"}
    ),
    "prelate": frozenset({"archbishop", "bishop", "cardinal", "patriarch"}),
    "pontiff": frozenset({"pope"}),
}
"""What the bearer of a title may be called besides: "the envoy" of an ambassador, "the monarch" of a king."""

ONLY_OF_SOMEBODY: frozenset[str] = frozenset(
    """
    leader head chief director representative commander diplomat lawmaker legislator parliamentarian prelate bishop
    """.split()
)
"""Heads that describe nobody by themselves: without a name above, "the lawmaker" is no party."""

LEADER_HEADS: frozenset[str] = frozenset(
    "president premier chancellor king queen emir sultan emperor leader taoiseach minister ruler pm".split()
)
"""Heads whose bearer may be called "the leader"."""
