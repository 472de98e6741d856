"""The names of months in languages that dates are often written in."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

_NAMES = {
    "English": "january february march april may june july august september october november december",
    "German": "januar februar märz april mai juni juli august september oktober november dezember",
    "Austrian": "jänner feber märz april mai juni juli august september oktober november dezember",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "Catalan": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december",
    "Swedish": "januari februari mars april maj juni juli augusti september oktober november december",
    "Danish": "januar februar marts april maj juni juli august september oktober november december",
    "Norwegian": "januar februar mars april mai juni juli august september oktober november desember",
    "Finnish": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta "
    "lokakuuta marraskuuta joulukuuta",
    "Polish": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "Polish, the month alone": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik "
    "listopad grudzień",
    "Czech": "ledna února března dubna května června července srpna září října listopadu prosince",
    "Russian": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "Russian, the month alone": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "Ukrainian": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "Turkish": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "Romanian": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "Hungarian": "január február március április május június július augusztus szeptember október november december",
    "Indonesian": "januari februari maret april mei juni juli agustus september oktober november desember",
    "Greek": "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
    "δεκεμβρίου",
}
_SHORT = {
    "English": "jan feb mar apr may jun jul aug sept oct nov dec",
    "English, three letters": "jan feb mar apr may jun jul aug sep oct nov dec",
    "German, three letters": "jan feb mär apr mai jun jul aug sep okt nov dez",
    "French, three letters": "jan fév mar avr mai jun jul aoû sep oct nov déc",
    "German": "jan febr mrz apr mai jun jul aug sept okt nov dez",
    "French": "janv févr mars avr mai juin juil août sept oct nov déc",
    "Spanish": "ene feb mar abr may jun jul ago sep oct nov dic",
    "Italian": "gen feb mar apr mag giu lug ago set ott nov dic",
    "Portuguese": "jan fev mar abr mai jun jul ago set out nov dez",
    "Dutch": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "Polish": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "Turkish": "oca şub mar nis may haz tem ağu eyl eki kas ara",
    "Swedish": "jan feb mars apr maj juni juli aug sep okt nov dec",
}
"""The usual abbreviations."""


def _numbered() -> dict[str, int]:
    found: dict[str, int] = {}
    for names in (*_NAMES.values(), *_SHORT.values()):
        for number, name in enumerate(names.split(), start=1):
            found.setdefault(name, number)
    return found


NUMBERS: Mapping[str, int] = _numbered()
"""Which month each name means, in small letters: none means another month in another of these languages."""


def all_of_language(names: AbstractSet[str]) -> AbstractSet[str]:
    """All names of the months in the first language that has these; they alone where none has all of them."""
    languages = (frozenset(known.split()) for known in (*_NAMES.values(), *_SHORT.values()))
    return next((known for known in languages if names <= known), names) if names else names
