"""Where a photograph was taken, in the datum of the maps that show it.

Cameras write WGS-84; maps of the mainland are drawn in GCJ-02, some hundred metres off.  Maps of Hong Kong,
Macau and Taiwan are drawn in WGS-84.  Sines know no exact fractions: these are the only floating numbers
here, rounded to six decimals, a tenth of a metre.
"""

from __future__ import annotations

from decimal import Decimal
from math import cos, pi, radians, sin, sqrt

from mingzhang.facts.photograph import Photograph

WGS, GCJ = "WGS-84", "GCJ-02"
_KNOWN = {"WGS84": WGS, "WGS1984": WGS, "CGCS2000": "CGCS2000", "GCJ02": GCJ}
_AXIS, _SQUARED = 6378245.0, 0.00669342162296594323  # of the ellipsoid of Krassowsky
_MAINLAND = (0.8293, 55.8271, 72.004, 137.8347)
Corner = tuple[float, float]  # latitude, longitude
# Where maps are drawn in WGS-84, roughly along the borders: Hong Kong, Macau, Taiwan with Penghu.
_APART: tuple[tuple[Corner, ...], ...] = (
    (
        (22.13, 113.82), (22.13, 114.46), (22.56, 114.45), (22.555, 114.28), (22.545, 114.225),
        (22.55, 114.15), (22.528, 114.113), (22.514, 114.068), (22.503, 114.03), (22.48, 113.97),
        (22.45, 113.93), (22.38, 113.82),
    ),
    (
        (22.105, 113.547), (22.105, 113.61), (22.215, 113.57), (22.215, 113.532), (22.165, 113.532),
        (22.15, 113.547),
    ),
    ((21.8, 119.95), (21.8, 122.1), (25.4, 122.1), (25.4, 119.95)),
    ((23.1, 119.3), (23.1, 119.8), (23.9, 119.8), (23.9, 119.3)),
)  # fmt: skip


def datum_of(said: str) -> str:
    """The datum that a file names, as it is written here; what is not known stays as it is.

    >>> datum_of("WGS84"), datum_of("gcj-02"), datum_of("TOKYO"), datum_of("")
    ('WGS-84', 'GCJ-02', 'TOKYO', '')
    """
    return _KNOWN.get(said.upper().replace("-", "").replace(" ", "").replace("_", ""), said)


def to_gcj(latitude: Decimal, longitude: Decimal) -> tuple[Decimal, Decimal]:
    """A place of WGS-84 as maps of China show it; what lies outside the mainland stays where it is.

    >>> to_gcj(Decimal("31.1774276"), Decimal("121.5272106"))
    (Decimal('31.175304'), Decimal('121.531542'))
    >>> to_gcj(Decimal("22.281900"), Decimal("114.158000"))
    (Decimal('22.281900'), Decimal('114.158000'))
    """
    lat, lon = float(latitude), float(longitude)
    south, north, west, east = _MAINLAND
    if not (south <= lat <= north and west <= lon <= east) or any(_inside(lat, lon, area) for area in _APART):
        return _rounded(lat), _rounded(lon)
    x, y = lon - 105.0, lat - 35.0
    waves = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    up = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    up += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    up += (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    right = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    right += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    right += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    bent = 1 - _SQUARED * sin(radians(lat)) ** 2
    lat += up * 180 / (_AXIS * (1 - _SQUARED) / (bent * sqrt(bent)) * pi)
    lon += right * 180 / (_AXIS / sqrt(bent) * cos(radians(float(latitude))) * pi)
    return _rounded(lat), _rounded(lon)


def _rounded(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("0.000001"))


def _inside(lat: float, lon: float, area: tuple[Corner, ...]) -> bool:
    """Whether a place lies inside a polygon: how often a line to the east leaves it."""
    odd = False
    for (lat1, lon1), (lat2, lon2) in zip(area, (*area[1:], area[0]), strict=True):
        if (lat1 > lat) != (lat2 > lat) and lon < (lon2 - lon1) * (lat - lat1) / (lat2 - lat1) + lon1:
            odd = not odd
    return odd


def position_words(photograph: Photograph) -> str:
    """Where a photograph was taken, with the datum, empty where it does not say.

    A place of WGS-84 is also told as maps show it.

    >>> there = Photograph("1.jpg", "", None, Decimal("39.911954"), Decimal("116.377817"))
    >>> position_words(there)
    '39.911954，116.377817（照片未注明坐标系，按WGS-84）；地图坐标 39.913345，116.384047（GCJ-02）'
    """
    latitude, longitude, datum = photograph.latitude, photograph.longitude, datum_of(photograph.datum)
    if latitude is None or longitude is None:
        return ""
    said = f"{latitude}，{longitude}（{datum or f'照片未注明坐标系，按{WGS}'}）"
    shown = to_gcj(latitude, longitude)
    if datum in ("", WGS, "CGCS2000") and shown != (latitude, longitude):
        said += f"；地图坐标 {shown[0]}，{shown[1]}（{GCJ}）"
    return said
