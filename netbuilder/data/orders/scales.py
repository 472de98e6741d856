"""The scales that are known: texts in order, such as answers from "strongly disagree" to "strongly agree"."""

from __future__ import annotations

import re
from functools import cache

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

po|poor < fa|fair < ta|typical|average < gd|good < ex|excellent
none < no < mn|minimum < av|average < gd|good
none|no < unf < lwq < rec < blq < alq < glq
none|no < unf|unfinished < rfn|rough finished < fin|finished
sal < sev < maj2 < maj1 < mod < min2 < min1 < typ
ir3 < ir2 < ir1 < reg
i3 < i2 < i1 < si3 < si2 < si1 < vs2 < vs1 < vvs2 < vvs1 < if < fl
vp|v. poor < p|poor < f|fr|fair|avg < g|gd|good < vg|v. good|very good < e|ex|exc|excellent

sd|std|str. disagree|strongly d. < d|dis|dis. < swd|sld|sw. disagree < n|u|nd|nad|neu|neut.|neutral|undecided
 < swa|sla|sw. agree < a|agr|agr. < sa|str. agree|strongly a.
vd|v. dissatisfied < d|dissatisfied < n|neutral < s|satisfied < vs|v. satisfied
vu|v. unlikely < u|unlikely < n|neutral < l|likely < vl|v. likely
nev|nev. < rar|rar. < occ|occ. < som|som.|stm|smt < oft|oft. < alw|alw.
vl|v. low < l|lo|low < m|md|med|mid|medium < h|hi|high < vh|v. high|high+
neg|neg.|negative|-|0 < ±|+/-|+-|trace|tr < +|1+|pos < ++|2+ < +++|3+ < ++++|4+

d|default < sd < c|rd < cc < ccc- < ccc < ccc+ < b- < b < b+ < bb- < bb < bb+ < bbb- < bbb < bbb+ < a- < a < a+ < aa-
 < aa < aa+ < aaa
f|fail < e- < e < e+ < d- < d < d+ < c- < c < c+ < b- < b < b+ < a- < a < a+

péssimo|muito ruim < ruim|mau < regular|razoável < bom|boa < muito bom|muito boa < ótimo|excelente
muito insatisfeito < insatisfeito < neutro < satisfeito < muito satisfeito
mauvais|très mauvais < moyen|médiocre < bon < très bon < excellent
insuffisant < passable < assez bien < bien < très bien < excellent
insuficiente|suspenso < suficiente|aprobado < bien < notable < sobresaliente
insufficiente < sufficiente < discreto < buono < distinto < ottimo
zeer laag < laag < gemiddeld|midden < hoog < zeer hoog
bardzo niski < niski < średni < wysoki < bardzo wysoki
çok düşük < düşük < orta < yüksek < çok yüksek
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


@cache
def scales() -> tuple[dict[str, int], ...]:
    """The place of each text of a scale."""
    lines = re.sub(r"\n (?=\S)", " ", _SCALES).split("\n")
    steps = [[step.split("|") for step in line.split(" < ")] for line in lines if line]
    return tuple({text.strip(): place for place, same in enumerate(scale) for text in same} for scale in steps)
