package dev.afterglow.platform.parsing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How large a gRPC message that comes in may be. */
@ConfigMapping(prefix = "afterglow.messages")
public interface MessageConfig {

  /**
   * The largest message that is taken, in bytes; a larger one is refused with MESSAGE_TOO_LARGE. A
   * chunk of an avatar, 1 MiB, and its frame fit. Keep quarkus.grpc.server.max-inbound-message-size
   * above it: what is larger than that is refused by the transport, without a reason.
   */
  @WithDefault("2097152")
  @Min(1024)
  @Max(67_108_864)
  int maxBytes();
}
