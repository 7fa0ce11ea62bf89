package dev.attune.internal.check;

/** Ends a command: what it was given cannot be worked with. The message is complete. */
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private BadInputException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Rules with which no filter would start. */
    static BadInputException wrongRules(String message) {
        return new BadInputException(CommandLine.FOUND, message);
    }

    /** Anything else. */
    static BadInputException of(String message) {
        return new BadInputException(CommandLine.TROUBLE, message);
    }

    int exitCode() {
        return exitCode;
    }
}
