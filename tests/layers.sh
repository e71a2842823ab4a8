#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Holds the includes against the direction of dependence. Prints each offender; exits 1 if any.
set -u
bad=0
# forbid WHERE PATTERN: no file under WHERE may include a path matching PATTERN
forbid() {
    hits=$(grep -rnE --include='*.c' --include='*.h' "#include \"($2)" $1 2>/dev/null)
    if [ -n "$hits" ]; then
        printf 'layers: %s must not include %s\n%s\n' "$1" "$2" "$hits" >&2
        bad=1
    fi
}
engine_face='engine/(engine|json|utf8)\.h'
forbid kernels 'app/|engine/'
forbid engine 'app/'
forbid app/base 'engine/(engine|json)\.h|kernels/|app/(command|tui|tutor|speaker|sink|store|maths|topics|exam|sheet|serve)/'
forbid app/maths 'kernels/|app/(command|tui|tutor|speaker|sink|store|topics|exam|sheet|serve)/'
# Inside the mathematics: tree <- unit <- {parse, print, exact} <- solve <- equal <- lines; boxes are
# drawn from LaTeX and know no tree. A room's own headers are for that room.
m=app/maths
forbid $m/tree "$m/(unit|parse|print|exact|solve|verdict|lines|box|one_line)"
forbid $m/unit "$m/(parse|print|exact|solve|verdict|lines|box|one_line)"
forbid $m/parse "$m/(print|exact|solve|verdict|equal|lines|box|one_line)"
forbid $m/print "$m/(parse|exact|solve|verdict|equal|lines|box|one_line)"
forbid $m/exact "$m/(parse|print|solve|verdict|equal|lines|box|one_line)"
forbid $m/solve "$m/(parse|print|verdict|equal|lines|box|one_line)"
forbid $m/equal "$m/(lines|box|one_line|parse/|print/|exact/|solve/)"
forbid $m/lines "$m/(box|one_line|parse/|print/|exact/|solve/|equal/)"
forbid $m/box "$m/(tree|unit|parse|print|exact|solve|verdict|equal|lines)"
forbid app/topics 'kernels/|app/(command|tui|tutor|speaker|sink|store|exam|sheet|serve)/'
forbid app/tutor 'kernels/|app/(command|tui|speaker|sink|store|exam|sheet|serve)/'
forbid app/speaker 'kernels/|app/(command|tui|sink|store|exam|sheet|serve|topics)/'
# Problems with known answers and their judging: who answers them is not known there.
forbid app/exam 'kernels/|app/(command|tui|speaker|sink|store|sheet|serve)/'
forbid app/sink 'kernels/|app/(command|tui|speaker|store|exam|sheet|serve|topics)/'
forbid 'app' 'kernels/'
hits=$(grep -rnE --include='*.c' --include='*.h' '#include "engine/' app | grep -vE "\"$engine_face\"")
if [ -n "$hits" ]; then
    printf 'layers: app may include only engine.h, json.h and utf8.h of the engine\n%s\n' "$hits" >&2
    bad=1
fi
# Below the app nothing exits, prints or reads the environment.
hits=$(grep -rnE --include='*.c' '\b(exit|abort|printf|fprintf|puts|getenv|setlocale)\(' engine kernels)
if [ -n "$hits" ]; then
    printf 'layers: engine and kernels return errors, they never print, exit or read the environment\n%s\n' "$hits" >&2
    bad=1
fi
[ $bad -eq 0 ] && echo "layers: ok"
exit $bad
