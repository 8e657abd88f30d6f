#!/usr/bin/env bash
# In captions for the web (WebVTT) a block that begins with NOTE is a comment, which nobody sees; translators ask their
# questions there.  For pysubs2 and subtitles-parser-vtt it belongs to the caption above, and so does the name of the
# caption below: what is written as WebVTT or SRT shows both to those who watch.  pysubs2 leaves `&amp;` in SRT as well,
# which knows no entities; its manual says that it knows no styles and no alignment, and nothing of comments.
# webvtt-py, ttconv and node-webvtt are right.
# Versions: pysubs2 1.8.1, subtitles-parser-vtt 0.1.0; webvtt-py 0.6.0, ttconv 1.2.3, node-webvtt 1.9.4 (Node.js, npm).
# Who would care: whoever translates the captions of videos, or makes other formats of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pysubs2==1.8.1 webvtt-py==0.6.0 ttconv==1.2.3
npm install --silent --no-audit --no-fund --ignore-scripts subtitles-parser-vtt@0.1.0 node-webvtt@1.9.4
cat > captions.vtt <<'VTT'
WEBVTT

00:00:01.000 --> 00:00:02.000
Salt &amp; pepper, please.

NOTE To the author: is this the cook?

pepper
00:00:03.000 --> 00:00:04.000
Here you are.
VTT
cat > captions.py <<'PYTHON'
import pysubs2
import ttconv.srt.writer
import ttconv.vtt.reader
import webvtt

captions = pysubs2.load("captions.vtt")
print(f"pysubs2 as WebVTT:\n{captions.to_string('vtt').strip()}\npysubs2 as SRT:\n{captions.to_string('srt').strip()}")
print("webvtt-py:", [caption.text for caption in webvtt.read("captions.vtt")])
with open("captions.vtt", encoding="utf-8") as file:
    print(f"ttconv as SRT:\n{ttconv.srt.writer.from_model(ttconv.vtt.reader.to_model(file)).strip()}")
PYTHON
cat > captions.cjs <<'JS'
const text = require("fs").readFileSync("captions.vtt", "utf8");
const words = (cues) => JSON.stringify(cues.map((cue) => cue.text));
console.log("node-webvtt:", words(require("node-webvtt").parse(text).cues));
console.log("subtitles-parser-vtt:", words(require("subtitles-parser-vtt").fromVtt(text)));
JS
venv/bin/pip list --disable-pip-version-check 2>/dev/null | grep -E '^(pysubs2|webvtt-py|ttconv) '
grep -h '"version"' node_modules/{subtitles-parser-vtt,node-webvtt}/package.json
{ venv/bin/python captions.py; node captions.cjs; } | tee said
diff said - <<'SEEN' || { echo changed; exit 1; }
pysubs2 as WebVTT:
WEBVTT

1
00:00:01.000 --> 00:00:02.000
Salt &amp; pepper, please.
NOTE To the author: is this the cook?
pepper

2
00:00:03.000 --> 00:00:04.000
Here you are.
pysubs2 as SRT:
1
00:00:01,000 --> 00:00:02,000
Salt &amp; pepper, please.
NOTE To the author: is this the cook?
pepper

2
00:00:03,000 --> 00:00:04,000
Here you are.
webvtt-py: ['Salt &amp; pepper, please.', 'Here you are.']
ttconv as SRT:
1
00:00:01,000 --> 00:00:02,000
Salt & pepper, please.

2
00:00:03,000 --> 00:00:04,000
Here you are.
node-webvtt: ["Salt &amp; pepper, please.","Here you are."]
subtitles-parser-vtt: ["Salt &amp; pepper, please.\n\nNOTE To the author: is this the cook?\n\npepper","Here you are."]
SEEN
