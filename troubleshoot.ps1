# Says what is wrong with a ChatBoard and how to mend it; changes nothing. As troubleshoot.sh, for PowerShell:
#   ./troubleshoot.ps1 [URL]
$java = if ($env:JAVA_HOME) { Join-Path $env:JAVA_HOME 'bin/java' } else { 'java' }
if (-not (Get-Command $java -ErrorAction SilentlyContinue)) {
    Write-Output 'WRONG  There is no Java here: neither JAVA_HOME nor the PATH has one'
    Write-Output '       mend it: install Java 17 or newer and set JAVA_HOME to it'
    exit 1
}
$jar = @($env:CHATBOARD_JAR, "$PSScriptRoot/target/chatboard.jar", "$PSScriptRoot/chatboard.jar") |
    Where-Object { $_ -and (Test-Path $_) } | Select-Object -First 1
if (-not $jar) {
    Write-Output 'WRONG  There is no chatboard.jar in target or beside this script'
    Write-Output '       mend it: build it, mvn -DskipTests package, or set CHATBOARD_JAR to its path'
    exit 1
}
& $java -jar $jar doctor @args   # an old Java is told so by the jar itself
exit $LASTEXITCODE
