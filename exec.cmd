@rem What `exec` of package.json's scripts is on Windows: it runs the rest of its line. Elsewhere the shell has it built in and gives its
@rem own place to the command, so that a signal that npm passes on reaches the command and its exit code is the one that npm tells.
@%*
