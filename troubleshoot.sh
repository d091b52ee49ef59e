#!/bin/sh
# Checks a ChatBoard, says what is wrong and how to fix it; changes nothing.
#   ./troubleshoot.sh [URL]     URL: the address that people open, default http://127.0.0.1:8080/
# It finds Java (JAVA_HOME, else the PATH) and chatboard.jar (CHATBOARD_JAR, else target/ or beside this script) and runs
# the checks with them. Set the same CHATBOARD_* variables as for the server. Exit status: 0 when all is well, else 1.

here=$(dirname "$0")

if [ -n "$JAVA_HOME" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    java=$JAVA_HOME/bin/java
else
    java=java
fi

if ! version=$("$java" -version 2>&1); then
    echo "WRONG  Java was not found, neither in JAVA_HOME nor on the PATH"
    echo "       fix it: install Java 17 or newer, on Debian: apt-get install openjdk-17-jre-headless"
    exit 1
fi

# the first line is like: openjdk version "17.0.15" 2025-04-15, of Java 8: java version "1.8.0_392"
number=$(printf '%s\n' "$version" | sed -n 's/.*version "\(1\.\)\{0,1\}\([0-9][0-9]*\).*/\2/p' | head -n 1)
if [ -z "$number" ] || [ "$number" -lt 17 ]; then
    echo "WRONG  This Java is too old: ${number:-unknown} ($(command -v "$java")); ChatBoard needs Java 17 or newer"
    echo "       fix it: install a newer one, on Debian: apt-get install openjdk-17-jre-headless, and set JAVA_HOME to it"
    exit 1
fi

for jar in "$CHATBOARD_JAR" "$here/target/chatboard.jar" "$here/chatboard.jar"; do
    if [ -f "$jar" ]; then
        exec "$java" -jar "$jar" doctor "$@"
    fi
done

echo "WRONG  chatboard.jar was not found in $here/target or in $here"
echo "       fix it: build it with mvn -DskipTests package, or set CHATBOARD_JAR=/path/to/chatboard.jar"
exit 1
