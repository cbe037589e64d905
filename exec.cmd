@rem Stands in on Windows for the shell's `exec`, which package.json's scripts use: it runs the rest of its line. Elsewhere `exec` is built in.
@rem There it replaces the shell by the command, so that npm's signals reach the command and npm tells the command's exit code.
@%*
