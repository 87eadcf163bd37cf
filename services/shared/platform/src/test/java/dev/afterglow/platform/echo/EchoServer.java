package dev.afterglow.platform.echo;

import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** An in-process server of one {@link Echo} behind interceptors, and a channel to it. */
public final class EchoServer implements AutoCloseable {

  private final Server server;
  private final ManagedChannel channel;

  /**
   * Starts a server.
   *
   * @param interceptors the innermost first, as Quarkus sorts them by priority
   */
  public EchoServer(
      Echo echo, List<ServerInterceptor> interceptors, ClientInterceptor... clientInterceptors) {
    String name = InProcessServerBuilder.generateName();
    try {
      server =
          InProcessServerBuilder.forName(name)
              .addService(ServerInterceptors.intercept(echo, interceptors))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = InProcessChannelBuilder.forName(name).intercept(clientInterceptors).build();
  }

  /** A channel to the server. */
  public Channel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
