#!/bin/sh
# Puts the built site into a bucket: sh deploy/bucket.sh s3://BUCKET[/FOLDER] [more for aws, such as --endpoint-url ADDRESS or --dryrun]
# Everything else in that bucket or folder is deleted, except old files with a hash: pages that are still open may ask for them.
set -euf
site=${SITE_DIR:-site}
to=${1-}
case $to in
  s3://?*) shift ;;
  *) echo "Say where to: sh deploy/bucket.sh s3://BUCKET[/FOLDER] [more for aws]" >&2 && exit 2 ;;
esac
[ -f "$site/index.html" ] || { echo "There is no $site/index.html. Run: SITE_URL=https://… make build" >&2 && exit 1; }
command -v aws >/dev/null || { echo "The program aws is not here. Install it: https://aws.amazon.com/cli/" >&2 && exit 1; }

# A name with a hash never holds anything else: it is kept for a year. All else is asked for again.
only='' but=''
for name in '*.????????.css' '*.????????.js' '*.????????.min.css' '*.????????.min.js'; do
  only="$only --include $name"
  but="$but --exclude $name"
done
# shellcheck disable=SC2086 # several words on purpose; -f above keeps the patterns whole
aws s3 sync "$site" "$to" --exclude '*' $only --cache-control 'public, max-age=31536000, immutable' "$@"
# shellcheck disable=SC2086
aws s3 sync "$site" "$to" $but --delete --cache-control 'public, no-cache' "$@"
