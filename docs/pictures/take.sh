#!/bin/sh
# Takes two-visitors.png: the demo's home page as two visitors get it, side by side. Needs Chromium, curl and the demo:
#   mvn -q -Pdemo -Dport=8080 verify      (in another terminal)
#   docs/pictures/take.sh 8080
set -eu

shop=http://localhost:${1:-8080}/
pictures=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The page as the server sends it to a visitor; opened from a file, it finds its pictures by the base. No demo bar.
page() {
    curl --silent --show-error --fail --cookie "ajs_user_id=$1" "$shop" |
        sed -e "s|<head>|<head><base href=\"$shop\">|" -e '/class="demo-bar"/d' >"$work/$1.html"
}

browser() {
    echo "<figure><div class=\"bar\"><i></i><i></i><i></i><span>$shop</span></div>" \
        "<div class=\"view\"><iframe src=\"$1.html\"></iframe></div><figcaption>$2</figcaption></figure>"
}

page anna
page bob
cat >"$work/both.html" <<END
<!DOCTYPE html>
<style>
  body { margin: 0; padding: 28px; display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 28px; background: #eceef1; }
  figure { margin: 0; }
  .bar { display: flex; align-items: center; gap: 7px; height: 40px; padding: 0 14px; background: #d5d9df; border-radius: 12px 12px 0 0; }
  .bar i { width: 11px; height: 11px; border-radius: 50%; background: #fff; }
  .bar span { flex: 1; margin-left: 10px; padding: 3px 14px; border-radius: 99px; background: #fff; font: 14px/1.5 sans-serif; color: #333; }
  .view { height: 560px; overflow: hidden; border-radius: 0 0 12px 12px; }
  iframe { width: 1240px; height: 985px; border: 0; transform: scale(.5685); transform-origin: 0 0; }
  figcaption { margin-top: 14px; text-align: center; font: 600 19px sans-serif; color: #222; }
</style>
$(browser anna 'Anna, from Berlin')
$(browser bob 'Bob, from Boston')
END
chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
    --window-size=1494,694 --virtual-time-budget=3000 --screenshot="$pictures/two-visitors.png" \
    "file://$work/both.html" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
echo "$pictures/two-visitors.png"
