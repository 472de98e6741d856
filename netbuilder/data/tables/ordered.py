"""Categories that have an order: answers from "strongly disagree" to "strongly agree", sizes, levels, ranges."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from functools import cache
from itertools import pairwise

FEWEST = 3
"""Of two texts, each tells the other: their order says nothing more."""
_SCALES = """
strongly disagree|disagree strongly|completely disagree|totally disagree|fully disagree < disagree|mostly disagree
 < somewhat disagree|slightly disagree|tend to disagree|rather disagree|disagree somewhat
 < neither agree nor disagree|neither|neutral|undecided|not sure|unsure
 < somewhat agree|slightly agree|tend to agree|rather agree|agree somewhat < agree|mostly agree
 < strongly agree|agree strongly|completely agree|totally agree|fully agree

never < almost never|hardly ever|very rarely < rarely|seldom < occasionally < sometimes < often|frequently
 < usually|very often|very frequently|most of the time < almost always|nearly always < always

never < less than once a year < yearly|annually|once a year < quarterly < monthly|once a month < weekly|once a week
 < several times a week < daily|every day < hourly|several times a day

terrible|awful|unacceptable < very poor|very bad < poor|bad < below average < fair|mediocre
 < average|ok|okay|acceptable|satisfactory|neutral < above average < good < very good
 < excellent|outstanding|exceptional|premium < perfect|ideal

very dissatisfied|very unsatisfied|extremely dissatisfied|completely dissatisfied < dissatisfied|unsatisfied
 < somewhat dissatisfied|rather dissatisfied|slightly dissatisfied < neutral|neither satisfied nor dissatisfied
 |neither
 < somewhat satisfied|rather satisfied|slightly satisfied < satisfied
 < very satisfied|extremely satisfied|completely satisfied

very unlikely|extremely unlikely < unlikely < somewhat unlikely < neutral|neither|neither likely nor unlikely|possible
 < somewhat likely < likely|probable < very likely|extremely likely|almost certain < certain

unimportant|not important|not at all important|not important at all < slightly important|a little important
 < somewhat important|moderately important|neutral < important < very important < extremely important|essential

not at all|not < a little|slightly|a bit|very little < somewhat|moderately|fairly < quite|quite a bit|mostly
 < very|very much|a lot < extremely|completely

much worse < worse|decreased|declined|lower < slightly worse
 < same|the same|about the same|unchanged|no change|stable|equal < slightly better
 < better|increased|improved|higher < much better

none|no|zero|absent < very low|lowest|minimal < low|little < medium low|low-medium|lower middle < middle
 < medium|moderate|mid|average|normal|intermediate|med < medium high|upper middle|elevated
 < high < very high|highest < extreme|extremely high|urgent|critical|severe

none|no|absent|normal|healthy|asymptomatic < minimal|trace|very mild|doubtful < mild|slight|minor|light < moderate
 |medium
 < marked|serious|major|severe|heavy < very severe|critical|life-threatening|profound < fatal|death

debug|trace < info|information|notice < warn|warning < error < critical|fatal|emergency

xxxs|3xs < xxs|2xs < xs|extra small|x-small|tiny|very small < s|small < m|medium|mid|mid-size|midsize < l|large|big
 < xl|extra large|x-large|very large|huge < xxl|2xl|xx-large < xxxl|3xl < xxxxl|4xl < 5xl < 6xl

very slow < slow < medium|moderate|normal|average < fast < very fast
freezing < very cold < cold < cool < mild < warm < hot < very hot
very short < short < medium|average|normal < long|tall < very long|very tall
very light < light < medium|moderate|normal < heavy < very heavy
thin < medium|average|normal < thick
underweight < normal|normal weight|healthy|healthy weight < overweight < obese|obesity < severely obese
 |extremely obese
bronze < silver < gold < platinum < diamond
free < basic|starter|bronze < standard|plus < premium|pro|professional < enterprise|ultimate
month-to-month|monthly < one year|1 year|yearly < two year|two years|2 years < three years|3 years
first|primary < second|secondary < third|tertiary < fourth < fifth < sixth < seventh < eighth < ninth < tenth
i < ii < iii < iv < v < vi < vii < viii < ix < x
very young < infant|baby|toddler < child|kid|children < teen|teenager|adolescent|youth < young adult|young
 < adult|middle-aged|middle aged|middle age < senior|elderly|old|older adult
none < novice|beginner < elementary|basic < lower intermediate < intermediate < upper intermediate < advanced
 < expert|proficient|fluent < native
intern|trainee|apprentice < junior|entry|entry level|entry-level < mid|mid level|mid-level|middle|intermediate
 |professional
 < senior < lead|staff|manager < principal|director < executive

none|no education|no schooling|no formal education|illiterate < preschool|kindergarten < 1st-4th
 < primary|primary school|primary education|elementary|elementary school|5th-6th
 < middle school|lower secondary|lower secondary education|junior high school|7th-8th < 9th < 10th < 11th
 < some high school|some secondary < 12th
 < secondary|secondary school|secondary education|secondary special|high school|highschool|high school diploma
 |high school graduate|high-school|upper secondary|hs-grad|hs|ged|senior high school < some college|some-college
 |some university|incomplete higher < vocational|vocational training|trade school|assoc-voc
 < associate|associates|associate degree|associate's degree|associate's|assoc-acdm
 < bachelor|bachelors|bachelor's|bachelor degree|bachelor's degree|bachelors degree|undergraduate|ba|bsc|bs|college
 |college degree|university|university degree|higher education
 < master|masters|master's|master degree|master's degree|masters degree|ma|msc|ms|mba|postgraduate|graduate degree
 < prof-school|professional degree < doctorate|doctor|doctoral|doctoral degree|doctorate degree|phd|ph.d.
 |academic degree

stimme überhaupt nicht zu|stimme gar nicht zu|trifft überhaupt nicht zu|trifft gar nicht zu < stimme nicht zu
 |trifft nicht zu
 |lehne ab < stimme eher nicht zu|trifft eher nicht zu|trifft wenig zu
 < teils/teils|teils teils|teils-teils|teils, teils|weder noch|neutral|unentschieden|trifft teilweise zu
 < stimme eher zu|trifft eher zu|trifft ziemlich zu < stimme zu|trifft zu
 < stimme voll zu|stimme völlig zu|stimme voll und ganz zu|trifft voll zu|trifft völlig zu|trifft voll und ganz zu

sehr unzufrieden < unzufrieden < eher unzufrieden < teils/teils|teils teils|neutral|weder noch < eher zufrieden
 < zufrieden < sehr zufrieden

nie|niemals < fast nie|sehr selten < selten < gelegentlich < manchmal < oft|häufig < meistens|sehr oft|sehr häufig
 < fast immer < immer

sehr niedrig|sehr gering < niedrig|gering < mittel|mäßig|normal|durchschnittlich < hoch < sehr hoch
sehr klein < klein < mittel|mittelgroß < groß < sehr groß
ungenügend < mangelhaft|sehr schlecht < ausreichend|schlecht < befriedigend|mittel|mittelmäßig < gut < sehr gut
unwichtig|völlig unwichtig < eher unwichtig < teils/teils|neutral < eher wichtig < wichtig < sehr wichtig
kein abschluss|ohne abschluss < hauptschule|hauptschulabschluss < realschule|realschulabschluss|mittlere reife
 < fachabitur|fachhochschulreife < abitur|hochschulreife < bachelor < master|diplom|magister < promotion|doktor

pas du tout d'accord < pas d'accord < plutôt pas d'accord < ni d'accord ni pas d'accord
 |ni d'accord, ni pas d'accord|neutre
 < plutôt d'accord < d'accord < tout à fait d'accord
très insatisfait < insatisfait < plutôt insatisfait < neutre < plutôt satisfait < satisfait < très satisfait
jamais < presque jamais|très rarement < rarement < parfois|quelquefois < souvent < très souvent < toujours
très faible|très bas < faible|bas|basse < moyen|moyenne < élevé|élevée|fort|forte|haut < très élevé|très élevée
 |très fort
très petit < petit|petite < moyen|moyenne < grand|grande < très grand

totalmente en desacuerdo|muy en desacuerdo < en desacuerdo < ni de acuerdo ni en desacuerdo|neutral|indiferente
 < de acuerdo < totalmente de acuerdo|muy de acuerdo
muy insatisfecho < insatisfecho < neutral < satisfecho < muy satisfecho
nunca < casi nunca|rara vez|raramente < a veces|algunas veces < a menudo|frecuentemente|con frecuencia
 < casi siempre < siempre
muy bajo|muy baja < bajo|baja < medio|media|moderado < alto|alta < muy alto|muy alta
muy malo < malo < regular < bueno < muy bueno < excelente
pequeño|chico < mediano < grande < muy grande

discordo totalmente < discordo < neutro|não concordo nem discordo < concordo < concordo totalmente
nunca < raramente < às vezes < frequentemente|muitas vezes < sempre
muito baixo|muito baixa < baixo|baixa < médio|média < alto|alta < muito alto|muito alta
mai < raramente < a volte|qualche volta < spesso < sempre
molto basso < basso|bassa < medio|media < alto|alta < molto alto
"""
"""Texts in order, in small letters; those between bars are the same step. A line that begins with a space goes on."""
NO_ANSWER = frozenset(
    {
        "don't know",
        "do not know",
        "dont know",
        "dk",
        "not applicable",
        "no answer",
        "no opinion",
        "no response",
        "refused",
    }
    | {"prefer not to say", "prefer not to answer", "rather not say", "unknown", "other", "na", "n/a", "-", "?"}
    | {"weiß nicht", "weiss nicht", "keine angabe", "k.a.", "keine antwort", "ne sait pas", "sans réponse", "nsp"}
    | {"no sabe", "no contesta", "ns/nc", "não sabe", "non so"}
)
"""Answers, in small letters, that are no step of a scale."""
_NUMBER = r"[-+]?\d+(?:[.,]\d+)*"
_UNIT = r"\s*(?:%|[^\W\d_]{0,6}\.?)"
_SIGN = r"\s*[$€£]?\s*"
_BELOW = re.compile(
    rf"(?:<|≤|<=|under|below|less than|up to|until|unter|bis|bis zu|moins de|menos de){_SIGN}({_NUMBER}){_UNIT}"
)
_BETWEEN = re.compile(rf"{_SIGN}({_NUMBER}){_UNIT}\s*(?:-|–|—|to|bis|à|a|\.\.)\s*{_SIGN}(\+?\d+(?:[.,]\d+)*){_UNIT}")
_ABOVE = re.compile(
    rf"(?:>|≥|>=|over|above|more than|at least|über|ab|mehr als|plus de|más de){_SIGN}({_NUMBER}){_UNIT}"
    rf"|{_SIGN}({_NUMBER}){_UNIT}\s*(?:\+|plus|and over|and above|and older|or more|or older|und mehr|und älter|et plus"
    r"|y más)"
)
_NUMBERED = re.compile(r"(\d{1,2})(?:\s*[-–.:=)]\s*|(?:st|nd|rd|th)\b\s*)(?:\D.*)?")
_WITH_NUMBER = re.compile(rf"(\D*?)({_NUMBER})(\D*)")


def order_of(texts: Collection[str], *, asked: bool = False) -> tuple[str, ...]:
    """The texts from the lowest to the highest, without answers that are no step; empty where no order is known.

    ``asked``: the user has said that there is one, so texts that only a number tells apart are in its order, too.
    """
    if len(texts) >= FEWEST and (order := _order(texts, asked)):
        return order
    steps = [text for text in texts if _bare(text) not in NO_ANSWER]
    return _order(steps, asked) if FEWEST <= len(steps) < len(texts) else ()


def _order(texts: Collection[str], asked: bool) -> tuple[str, ...]:
    places = _on_a_scale(texts) or _ranges(texts) or _numbered(texts) or (_by_number(texts) if asked else {})
    return tuple(sorted(texts, key=places.__getitem__)) if len(set(places.values())) == len(texts) else ()


def _bare(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").replace("_", " ").split())


@cache
def _scales() -> tuple[dict[str, int], ...]:
    """The place of each text of a scale."""
    lines = re.sub(r"\n (?=\S)", " ", _SCALES).split("\n")
    steps = [[step.split("|") for step in line.split(" < ")] for line in lines if line]
    return tuple({text.strip(): place for place, same in enumerate(scale) for text in same} for scale in steps)


def _on_a_scale(texts: Collection[str]) -> dict[str, float]:
    """The place of each text where all are on one scale, whatever word, such as "stage", they begin with."""
    bare = {text: _bare(text) for text in texts}
    word = next(iter(bare.values())).split(" ")[0] + " "
    if all(text.startswith(word) for text in bare.values()) and not _known(bare.values()):
        bare = {text: rest.removeprefix(word) for text, rest in bare.items()}
    scale = _known(bare.values())
    return {text: float(scale[rest]) for text, rest in bare.items()} if scale else {}


def _known(texts: Collection[str]) -> dict[str, int]:
    """The scale that all texts are on, each on a step of its own; empty where there is none."""
    wanted = set(texts)
    likely = (scale for scale in _scales() if wanted <= scale.keys())
    return next((scale for scale in likely if len({scale[text] for text in wanted}) == len(wanted)), {})


def _ranges(texts: Collection[str]) -> dict[str, float]:
    """The place of each range of numbers, such as 10-20 or 65+, where they do not overlap."""
    ends = {text: _ends(_bare(text)) for text in texts}
    found = sorted(pair for pair in ends.values() if pair is not None)
    if len(found) < len(texts) or not any(math.isfinite(low + high) and low < high for low, high in found):
        return {}
    apart = all(one[1] <= other[0] and one != other for one, other in pairwise(found))
    return {text: float(found.index(pair)) for text, pair in ends.items() if pair is not None} if apart else {}


def _ends(text: str) -> tuple[float, float] | None:
    """The lowest and the highest number of a range; None where a text is none."""
    if found := _BETWEEN.fullmatch(text):
        low, high = _value(found[1]), _value(found[2])
        return (low, high) if low <= high else None
    if found := _BELOW.fullmatch(text):
        return -math.inf, _value(found[1])
    if found := _ABOVE.fullmatch(text):
        return _value(found[1] or found[2]), math.inf
    return (_value(text), _value(text)) if re.fullmatch(_NUMBER, text) else None


def _value(text: str) -> float:
    """A number in which points or commas that stand before three digits set thousands apart."""
    plain = re.sub(r"[.,](?=\d{3}(?!\d))", "", text).replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return math.nan


def _numbered(texts: Collection[str]) -> dict[str, float]:
    """The number in front of each text: "1 = never", "2nd"."""
    found = {text: _NUMBERED.fullmatch(text.strip()) for text in texts}
    return {text: float(match[1]) for text, match in found.items() if match} if all(found.values()) else {}


def _by_number(texts: Collection[str]) -> dict[str, float]:
    """The one number of each text, where nothing else differs."""
    found = [(text, _WITH_NUMBER.fullmatch(_bare(text))) for text in texts]
    around = {(match[1], match[3]) if match else None for _, match in found}
    return {text: _value(match[2]) for text, match in found if match} if len(around) == 1 and None not in around else {}
