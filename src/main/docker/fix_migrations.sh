#!/usr/bin/env bash
# Resets or examines the database of this application from a shell beside it. --help tells more.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: bash fix_migrations.sh [--yes]
       bash fix_migrations.sh doctor
       bash fix_migrations.sh rehearse

Without doctor or rehearse:
Drops everything in the schemas that the migrations manage, in the database that DATABASE_URL names, removes the
migration history, and builds the schemas anew from the migrations of this application (from its entities, if the
migrations fail). All data is lost.

Shows the plan and asks. Without a terminal to ask on, --yes has to be given.

doctor    looks for what will stop a migration or a reset, changes nothing, asks nothing;
          with SCHEMA_RECOVERY_DRY_RUN_FORMAT=json it prints that for a program
rehearse  tries the pending migrations, keeps nothing of them, asks nothing

  -y, --yes   do not ask
  -h, --help  print this text

Exit codes: 0 done, and no problem found; 1 not confirmed; 64 unknown option; 65 migrations and fallback failed, or a
problem was found; 69 no database; 70 a bug; 75 a lock was not to be had, try again; 77 a guard or a privilege refused;
78 bad configuration.
TEXT
}

refuse() { # exit code, message
  printf 'fix_migrations.sh: %s\n' "$2" >&2
  exit "$1"
}

# A small heap and one compiler: the application that runs beside this has most of the instance's memory
start() { # arguments of the application
  java -Xmx128m -XX:TieredStopAtLevel=1 -jar "$jar" "$@"
}

quiet=(--spring.main.banner-mode=off --logging.level.root=WARN)

# Beside the profiles of the service, and whatever reset it asks for: what the shell asks for is another start
examine() { # profile
  DB_RESET=false start --spring.profiles.include="$1" "${quiet[@]}"
}

confirmed=false
examination=
for argument in "$@"; do
  case $argument in
    -y | --yes) confirmed=true ;;
    -h | --help) usage && exit 0 ;;
    doctor | rehearse)
      [[ -z $examination ]] || refuse 64 "$examination and $argument are two starts; give one of them"
      examination=$argument
      ;;
    *) refuse 64 "unknown option $argument; --help lists them" ;;
  esac
done

jar=$(dirname "$0")/storefront.jar
[[ -f $jar ]] || refuse 78 "$jar is not there. This runs in the image, beside the application."

if [[ -n $examination ]]; then
  status=0
  examine "$examination" || status=$?
  exit "$status"
fi

# The application prefers the first as well: what is shown here has to be what is reset
variable=DATABASE_URL
[[ -z ${SPRING_DATASOURCE_URL:-} ]] || variable=SPRING_DATASOURCE_URL
url=${!variable:-}
[[ $url =~ [^[:space:]] ]] || refuse 78 "DATABASE_URL is not set, so there is no database to reset.
Run this in the shell of the service, or set DATABASE_URL=postgresql://user:password@host:port/database."

# No part of a URL that does not match is ever printed: it may be a misplaced password
shopt -s nocasematch
pattern='^(jdbc:)?postgres(ql)?://([^/?#]*@)?([][a-z0-9.,:_-]+)/([^/?#@]+)([?].*)?$'
if ! { [[ $url =~ [^[:space:]\"\']+ && ${BASH_REMATCH[0]} =~ $pattern ]] &&
  [[ -n ${BASH_REMATCH[3]} || ${BASH_REMATCH[6]} != *@* ]]; }; then
  refuse 78 "$variable cannot be read; nothing was touched.
Set it to postgresql://user:password@host:port/database, with special characters percent-encoded."
fi
shopt -u nocasematch
server=${BASH_REMATCH[4]}
database=${BASH_REMATCH[5]}

cat <<TEXT
This DESTROYS the database of this application and builds it anew:

  database  $database
  server    $server

Every table, view, sequence, type and function of the schemas that the migrations manage is dropped, with all rows.
The migration history goes too, and the migrations run from the first to the last. Only a backup brings the data back.
TEXT

if [[ $confirmed == false && ! -t 0 ]]; then
  refuse 78 "there is no terminal to ask on; give --yes to confirm. Nothing was touched."
fi

# A token of its own: it is carried out whatever was before, and leaves a request of the service as it is
token="once:fix_migrations.sh $(date -u +%Y-%m-%dT%H:%M:%SZ) $$"
status=0
DB_RESET=$token SCHEMA_RECOVERY_DRY_RUN=true SCHEMA_RECOVERY_DRY_RUN_FORMAT=table start "${quiet[@]}" \
  --spring.main.web-application-type=none || status=$?
((status == 0)) || refuse "$status" "no plan could be made, which ended with exit code $status; nothing was touched."

if [[ $confirmed == false ]]; then
  read -r -p "Type the name of the database, or yes, to go on: " answer || answer=
  [[ $answer == "$database" || $answer == yes ]] || refuse 1 "not confirmed; nothing was touched."
fi

DB_RESET=$token SCHEMA_RECOVERY_DRY_RUN=false start --spring.main.web-application-type=none || status=$?

if ((status != 0)); then
  refuse "$status" "the recovery ended with exit code $status; what it printed above says why and what to do."
fi
cat <<'TEXT'

Done: the schema is new. Restart every running instance of the application now; those that were up while it was
replaced still hold connections and data of the old one.
TEXT
