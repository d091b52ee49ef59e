# Checks a ChatBoard, says what is wrong and how to fix it; changes nothing. As troubleshoot.sh, for PowerShell:
#   ./troubleshoot.ps1 [URL]
$java = if ($env:JAVA_HOME) { Join-Path $env:JAVA_HOME 'bin/java' } else { 'java' }
if (-not (Get-Command $java -ErrorAction SilentlyContinue)) {
    Write-Output 'WRONG  Java was not found, neither in JAVA_HOME nor on the PATH'
    Write-Output '       fix it: install Java 17 or newer and set JAVA_HOME to it'
    exit 1
}
$jar = @($env:CHATBOARD_JAR, "$PSScriptRoot/target/chatboard.jar", "$PSScriptRoot/chatboard.jar") |
    Where-Object { $_ -and (Test-Path $_) } | Select-Object -First 1
if (-not $jar) {
    Write-Output 'WRONG  chatboard.jar was not found in target or beside this script'
    Write-Output '       fix it: build it with mvn -DskipTests package, or set CHATBOARD_JAR to its path'
    exit 1
}
& $java -jar $jar doctor @args   # the jar itself says when Java is too old
exit $LASTEXITCODE
