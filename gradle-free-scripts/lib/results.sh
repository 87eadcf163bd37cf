# Counts the Java tests from the reports that Surefire leaves.

# Forgets the reports of earlier runs, so that a module that no longer runs is not counted.
forget_results() {
  find services -type d -path '*/target/surefire-reports' -prune -exec rm -rf {} +
}

# Prints "N passed, N failed, N skipped".
count_results() {
  find services -path '*/target/surefire-reports/TEST-*.xml' -exec sed -n \
    's/.*<testsuite [^>]*tests="\([0-9]*\)" errors="\([0-9]*\)" skipped="\([0-9]*\)" failures="\([0-9]*\)".*/\1 \2 \3 \4/p' {} + \
    | awk '{ all += $1; bad += $2 + $4; skipped += $3 }
           END { printf "%d passed, %d failed, %d skipped\n", all - bad - skipped, bad, skipped }'
}

# Names each test that failed with the first lines of its failure, which thousands of lines of log
# would hide otherwise.
list_failed_tests() {
  find services -path '*/target/surefire-reports/TEST-*.xml' -exec awk '
    /<testcase / {
      name = $0; sub(/.*[ ]name="/, "", name); sub(/".*/, "", name)
      class = $0; sub(/.*classname="/, "", class); sub(/".*/, "", class)
    }
    /<(failure|error)[ >]/ { printf "\nfailed: %s.%s\n", class, name; left = 25 }
    left > 0 { print "  " $0; left-- }
    /<\/(failure|error)>/ || /<(failure|error)[^>]*\/>/ { left = 0 }
  ' {} +
}
