package dev.attune.it.container;

/** A container refused a web app. */
public final class DeploymentFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeploymentFailed(String message) {
        super(message);
    }
}
