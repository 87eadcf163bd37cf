package dev.afterglow.agent.upstream;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/** The channel to capture-ingest: TLS, and plain text only on this machine. */
final class ChannelGrpc {
  private static final int LONGEST_ANSWER_BYTES = 64 * 1024;

  private ChannelGrpc() {}

  /**
   * A channel, which the caller shuts down.
   *
   * @throws IOException when the host is not known, or the file cannot be read
   */
  static ManagedChannel open(IngestPlace place) throws IOException {
    return Grpc.newChannelBuilderForAddress(
            place.host(), place.port(), credentials(place.host(), place.authority()))
        .maxInboundMessageSize(LONGEST_ANSWER_BYTES)
        .build();
  }

  private static ChannelCredentials credentials(String host, Optional<Path> authority)
      throws IOException {
    if (authority.isPresent()) {
      return TlsChannelCredentials.newBuilder().trustManager(authority.get().toFile()).build();
    }
    return InetAddress.getByName(host).isLoopbackAddress()
        ? InsecureChannelCredentials.create()
        : TlsChannelCredentials.create();
  }
}
