@rem Stands in on Windows for the shell's `exec`, which package.json's scripts use: it runs the rest of its line.
@rem Elsewhere `exec` is built in and replaces the shell by the command, so that npm's signals reach the command
@rem and npm reports the command's exit code.
@%*
