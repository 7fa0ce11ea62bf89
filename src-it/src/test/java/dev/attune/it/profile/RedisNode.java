package dev.attune.it.profile;

import dev.attune.it.http.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real Redis that keeps every write, on a random loopback port. */
public final class RedisNode implements AutoCloseable {
    private final ServerProcess process;

    /** Starts one; the test is skipped where Redis is not installed, unless it is mandatory. */
    public RedisNode(Path folder) throws IOException {
        int port = ServerProcess.freePort();
        List<String> command = new ArrayList<>();
        command.add(ServerProcess.program("redis-server").toString());
        command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1", "--dir", folder.toString()));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always", "--save", ""));
        process = ServerProcess.start(port, folder.resolve("output.log"), command);
    }

    public int port() {
        return process.port();
    }

    /** Makes this the primary of the other, without a write lost. */
    public void takeOverFrom(RedisNode other) {
        // The other takes no more writes; once all of them are here, the two change places.
        other.ask("CLIENT PAUSE 60000 WRITE");
        while (!offset("master_repl_offset", other).equals(offset("slave_repl_offset", this))) {
            Thread.onSpinWait();
        }
        ask("REPLICAOF NO ONE");
        other.ask("REPLICAOF 127.0.0.1 " + port());
        other.ask("CLIENT UNPAUSE");
    }

    public void follow(RedisNode primary) {
        ask("REPLICAOF 127.0.0.1 " + primary.port());
        while (!ask("INFO replication").contains("master_link_status:up")) {
            Thread.onSpinWait();
        }
    }

    private static String offset(String name, RedisNode node) {
        return node.ask("INFO replication")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Returns the answer to a command in Redis' inline form. */
    public String ask(String line) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
