#!/bin/sh
# Uploads the built site to a bucket: sh deploy/bucket.sh s3://BUCKET[/FOLDER] [options of aws, such as --endpoint-url ADDRESS or --dryrun]
# Everything else in that bucket or folder is deleted, except old files with a hash in their name: open pages may still need them.
set -euf
site=${SITE_DIR:-site}
to=${1-}
case $to in
  s3://?*) shift ;;
  *) echo "Name the bucket: sh deploy/bucket.sh s3://BUCKET[/FOLDER] [options of aws]" >&2 && exit 2 ;;
esac
[ -f "$site/index.html" ] || { echo "There is no $site/index.html. Run: SITE_URL=https://… make build" >&2 && exit 1; }
# A build writes the policy into each page, and sw.js last of all. Where one is missing, it was interrupted, or meant for a disk (OFFLINE=true).
unfinished=$(find "$site" -name '*.html' -exec grep -L 'Content-Security-Policy' {} + | head -n 1)
[ -f "$site/sw.js" ] || unfinished=$site/sw.js
[ -z "$unfinished" ] || { echo "$site/ is not finished: see $unfinished. Run: SITE_URL=https://… make build" >&2 && exit 1; }
command -v aws >/dev/null || { echo "The program aws is not installed. Install it: https://aws.amazon.com/cli/" >&2 && exit 1; }

# The content behind a name with a hash never changes, so browsers keep it for a year. They ask for everything else again.
only='' but=''
for name in '*.????????.css' '*.????????.js' '*.????????.min.css' '*.????????.min.js'; do
  only="$only --include $name"
  but="$but --exclude $name"
done
# Files with a hash go first, so that no page names a file that is not there yet.
# shellcheck disable=SC2086 # several words; set -f above keeps the patterns as they are
aws s3 sync "$site" "$to" --exclude '*' $only --cache-control 'public, max-age=31536000, immutable' "$@"
# shellcheck disable=SC2086
aws s3 sync "$site" "$to" $but --delete --cache-control 'public, no-cache' "$@"
