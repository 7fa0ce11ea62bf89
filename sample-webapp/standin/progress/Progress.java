import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Says which part of the demo is being built, since {@code mvn -q} says nothing for minutes, and ends the build at once where the
 * shop's port is taken. Run from its source: {@code java Progress.java PART PORT}.
 */
final class Progress {
    private Progress() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[1]);
        try (ServerSocket free = new ServerSocket(port, 0, InetAddress.getLoopbackAddress())) {
            System.out.println(
                    arguments[0].equals("Attune")
                            ? "Building the demo. The first time, Maven downloads some 75 MB: this takes a few minutes."
                            : "  " + arguments[0] + " ...");
        } catch (BindException e) {
            System.err.println("Port " + port + " is in use. Choose another one, as -Dport=" + (port + 2) + ".");
            System.exit(1);
        }
    }
}
