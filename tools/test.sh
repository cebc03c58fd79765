# shellcheck shell=bash
# The part of ./pgp that tests: reads its functions and variables. Results go to standard output.

: "${home:?start it as ./pgp test}"
passed=0 failed=0 skipped=0
limit=1500 # Seconds for one test program; the longest takes a third of it on two busy cores.

usage() {
    cat <<'TEXT'
./pgp test                     all tests
./pgp test Ledger              tests whose full name holds the word
./pgp test -class Full.Name    as the xunit runner takes it (-class, -method, -namespace, -trait)
./pgp test --native            and: compile the host ahead of time and run its demo
TEXT
}

close() { # The last line is read by machines.
    ((skipped == 0)) || echo "$skipped skipped"
    ((passed + failed > 0)) || echo "no test ran"
    echo "$passed passed, $failed failed"
    ((failed == 0 && passed > 0)) || exit 1
    exit 0
}

# Number behind a word in the runner's summary: "Total: 4, Errors: 0, Failed: 2, Skipped: 1, ..."
count() {
    if [[ $summary =~ $1:\ ([0-9]+) ]]; then echo "${BASH_REMATCH[1]}"; else echo 0; fi
}

# What hangs must name itself, not eat the time of all that comes after it.
within_limit() {
    local program watchdog code=0
    "$@" &
    program=$!
    trap 'kill "$program"; exit 130' INT TERM # What runs behind does not hear of Ctrl-C.
    while kill -0 "$program" 2>/dev/null; do
        sleep 1
        ((limit-- > 0)) || { echo "stopped: not done within its time" && kill -KILL "$program"; }
    done &
    watchdog=$!
    wait "$program" || code=$?
    trap - INT TERM
    kill "$watchdog" 2>/dev/null || true
    return "$code"
}

run_project() { # run_project <project name> <runner arguments...>
    local name=$1 log=$home/logs/$1.log code=0 summary bad not_run
    shift
    if ! grep -q "/$name\.csproj" "$PGP_ROOT/Pgp.slnx"; then
        echo "$name is not in Pgp.slnx: it was not built" && failed=$((failed + 1)) && return
    fi
    # Tests that run for a minute are named in the log each minute.
    step "$name" "$name" within_limit "$PGP_ROOT/artifacts/bin/$name/release/$name" -noColor -noLogo \
        -longRunning 60 "$@" || code=$?
    summary=$(grep -E ' Total: [0-9]+' "$log" | tail -1) || summary=''
    bad=$(($(count Errors) + $(count Failed)))
    not_run=$(($(count Skipped) + $(count 'Not Run')))
    skipped=$((skipped + not_run))
    passed=$((passed + $(count Total) - $(count Failed) - not_run))
    if ((bad > 0)); then
        sed -n '/\[FAIL\]/,/^  Finished:/p' "$log" | grep -v '^  Finished:'
        grep -A 12 -E '^ *\[.*(Error|Failure)\]' "$log" || true
    elif [[ $code != 0 || -z $summary ]]; then
        bad=1 # The runner itself broke: nothing that it counted can be trusted.
        echo "$name ended with code $code before its summary:"
        tail -40 "$log"
    fi
    failed=$((failed + bad))
}

run_native() {
    local rid log=$home/logs/native.log linker=() program
    case "$(uname -sm)" in
        'Linux x86_64') rid=linux-x64 ;;
        'Linux aarch64') rid=linux-arm64 ;;
        'Darwin arm64') rid=osx-arm64 ;;
        *) rid=osx-x64 ;;
    esac
    if ! command -v clang >/dev/null; then
        linker=(-p:CppCompilerAndLinker=gcc)
        if ! command -v gcc >/dev/null; then
            echo 'Compiling ahead of time needs a linker: apt-get install clang zlib1g-dev' && return 1
        fi
    fi
    # Without its object file the compiler runs again and repeats its warnings.
    rm -rf "$PGP_ROOT/artifacts/obj/Pgp.Host/release_$rid/native"
    step 'native build' native dotnet publish "$PGP_ROOT/src/Pgp.Host/Pgp.Host.csproj" -c Release \
        -r "$rid" -p:PublishAot=true -p:TrimmerSingleWarn=false -p:IlcTreatWarningsAsErrors=false \
        -p:ILLinkTreatWarningsAsErrors=false -v q -nologo ${linker[@]+"${linker[@]}"} || {
        grep -E 'error|cannot find' "$log" | sort -u | head -20
        if grep -q 'cannot find -lz' "$log"; then
            echo 'The headers of zlib are missing: apt-get install zlib1g-dev'
        fi
        return 1
    }
    # Telegram.Bot is the one library that is known not to be free of them.
    if grep -E 'warning IL[0-9]+' "$log" | grep -v 'Telegram\.Bot' | sort -u | grep .; then
        echo 'Native compilation: the warnings above stand for code that may fail at run time'
        return 1
    fi
    program=$PGP_ROOT/artifacts/publish/Pgp.Host/release_$rid/Pgp.Host
    step 'native demo' native-demo "$program" demo --json || {
        echo 'The native host failed its demo:'
        tail -40 "$home/logs/native-demo.log"
        return 1
    }
}

# The site's own checks: types, form, tests, and what a first visit fetches.
check_site() {
    local name
    for name in check test check:size; do
        if step "site: $name" "site-${name/:/-}" npm run "$name" --prefix "$site"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            tail -40 "$home/logs/site-${name/:/-}.log"
        fi
    done
}

run_tests() {
    local filter=() native='' project
    while (($#)); do
        case $1 in
            --native) native=yes ;;
            --help | -h) usage && exit 0 ;;
            -*) filter+=("$1" "${2:?"$1 wants a name"}") && shift ;;
            *) filter+=(-displayName "*$1*") ;;
        esac
        shift
    done
    lock
    ensure_packages
    ensure_browser
    ensure_nginx
    ensure_site
    build Pgp.slnx || { failed=1 && close; } # A stale test program must never run.
    unlock
    for project in "$PGP_ROOT"/tests/*Tests/*Tests.csproj; do
        [[ ! -f $project ]] || run_project "$(basename "$project" .csproj)" ${filter[@]+"${filter[@]}"}
    done
    if ((${#filter[@]} == 0)); then
        check_site
    fi
    if [[ -n $native ]]; then
        if run_native; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    fi
    close
}
