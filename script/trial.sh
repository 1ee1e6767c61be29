# Let a new version run on trial, and go back where it does not start.
#
# Read by script/install and, beside it, in /opt/mingbai. It needs: $root, $opt, $etc,
# $system, $services. Every step leaves `current` at a whole version, and `trial` says
# what is under way, so that `finish` can end it after any cut.

# What comes in, whole on the disk or not at all.
put() {
    cat >"$1.new"
    sync "$1.new"
    mv -f "$1.new" "$1"
    sync "$(dirname "$1")"
}

point() { # NAME RELEASE: one rename, so that it points to the old or to the new one
    ln -sfn "releases/$2" "$opt/$1.new"
    mv -Tf "$opt/$1.new" "$opt/$1"
    sync "$opt"
}

pointed() { [ ! -L "$opt/$1" ] || basename "$(readlink "$opt/$1")"; }

serve() { [ -z "$services" ] || $services "$@" 9>&-; }

know() { # HALF: the units that have to start, and the browser's, which may lack a panel
    half=$1 glass=""
    case "$half" in
        centre) units="mingbai-wake.service mingbai-centre.service" ;;
        screen)
            units="mingbai-agent.service mingbai-player.service"
            glass=mingbai-screen.service
            ;;
        kiosk)
            units="mingbai-agent.service mingbai-kiosk.service"
            glass=mingbai-touch.service
            ;;
    esac
}

programs_of() {
    case "$1" in
        centre) echo centre wake ;;
        screen) echo agent player ;;
        kiosk) echo agent kiosk ;;
    esac
}

owner_of() { [ "$1" = centre ] && echo mingbai-centre || echo mingbai; }

data_of() { [ "$1" = centre ] && echo mingbai-centre || echo mingbai-device; }

lock_of() { [ "$1" = centre ] && echo centre || echo device; }

lay_files() { # RELEASE: units and browser policies are of the version that runs
    release=$opt/releases/$1
    mkdir -p "$system"
    for unit in $units $glass mingbai-settle.service; do
        put "$system/$unit" <"$release/units/$unit"
    done
    [ "$half" = centre ] || lay_policies "$release"
    serve daemon-reload
}

lay_policies() {
    [ "$half" = screen ] && program=player || program=kiosk
    managed=$root/etc/chromium/policies/managed
    mkdir -p "$managed"
    policies=$("$1/bin/mingbai" $program policies --settings "$etc/$program.toml")
    echo "$policies" | put "$managed/mingbai.json"
}

# ---- the trial

running() { [ -n "$services" ] && serve is-enabled --quiet "${units##* }"; }

# shellcheck disable=SC2086  # one word for each unit
start_all() {
    serve start $units || return 1
    [ -z "$glass" ] || serve start $glass || say "浏览器没有起来：屏接好了吗？"
}

# shellcheck disable=SC2086  # one word for each unit
stop_all() { serve stop $glass $units || true; }

# None of these is called where a shell forgets `set -e`: what fails ends in `broken`.
upgrade() { # RELEASE
    echo "$(pointed current) $1 $(date -u +%Y-%m-%dT%H:%M:%SZ)" | put "$opt/trial"
    stop_all
    lay_files "$1"
    point current "$1"
    finish
}

finish() { # the new version gets its try; where it does not start, the old one runs
    read -r old new since <"$opt/trial"
    if [ "$(pointed current)" = "$new" ] && start_all; then
        point previous "$old"
        rm -f "$opt/trial"
        sync "$opt"
        say "升级好了：$new 在运行。"
    else
        go_back
    fi
}

go_back() {
    going_back=yes
    read -r old new since <"$opt/trial"
    say "$new 没有起来，退回 $old。原因请看 journalctl -u ${units##* } -n 50。"
    stop_all
    if [ "$half" = centre ]; then
        # Does nothing where the new version never came to change the database.
        as_owner "$opt/releases/$old/bin/mingbai" restore --undo-upgrade "$since" \
            --settings "$etc/centre.toml" >&2
    fi
    lay_files "$old"
    point current "$old"
    start_all || say "旧版也没有起来：请运行 mingbai doctor。"
    rm -f "$opt/trial"
    sync "$opt"
    failed=yes
}

as_owner() {
    if [ -n "$root" ]; then
        "$@" 9>&-
    else
        runuser -u "$(owner_of "$half")" -- "$@" 9>&-
    fi
}

broken() { # something failed that should not: a full disk, say
    code=$?
    trap - EXIT
    if [ $code != 0 ] && [ -e "$opt/trial" ]; then
        [ -n "$going_back" ] || go_back || true
        [ ! -e "$opt/trial" ] ||
            say "没有做完。处理好以后再运行一次，或重启机器，会接着做。"
    fi
    exit $code
}
