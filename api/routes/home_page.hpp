#pragma once
#include <string_view>

namespace jejak::routes {

// The page at "/": what this is, in Indonesian and English, and where to go on.
inline constexpr std::string_view home_page = R"html(<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Jejak</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; color: #1c2b2d; background: #fbfaf7 }
h1 { font-size: 2rem; margin: 0 } a { color: #0b5c63 } section { margin-top: 2rem } ul { padding-left: 1.2rem }
</style>
</head>
<body>
<h1>Jejak</h1>
<section>
<p>Jejak mencatat perjalanan setiap usulan dalam kompetisi inovasi pelayanan publik: apa yang terjadi, siapa yang
memutuskan, menurut aturan mana, dan bagaimana siapa pun dapat memeriksanya.</p>
<ul>
<li><a href="/v1/competitions">Kompetisi</a></li>
<li><a href="/v1/gallery">Galeri inovasi</a></li>
<li><a href="/v1/awards">Penghargaan</a></li>
<li><a href="/v1/log/checkpoint">Bukti keutuhan catatan</a></li>
<li><a href="/openapi.json">Uraian API (OpenAPI 3.1)</a></li>
</ul>
</section>
<section lang="en">
<p>Jejak keeps the trail of every proposal in a public-service innovation competition: what happened, who decided it, by
which rule, and how anyone can check it.</p>
<ul>
<li><a href="/v1/competitions">Competitions</a></li>
<li><a href="/v1/gallery">Gallery of innovations</a></li>
<li><a href="/v1/awards">Awards</a></li>
<li><a href="/v1/log/checkpoint">Checkpoint of the log</a></li>
<li><a href="/openapi.json">The API described (OpenAPI 3.1)</a></li>
</ul>
</section>
</body>
</html>
)html";

}  // namespace jejak::routes
