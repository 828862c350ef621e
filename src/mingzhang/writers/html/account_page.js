"use strict";
// On a phone the contents would fill several screens before the text; without scripts they stay open.
const contents = document.querySelector("nav details");
if (contents && matchMedia("(max-width: 900px)").matches) contents.open = false;
