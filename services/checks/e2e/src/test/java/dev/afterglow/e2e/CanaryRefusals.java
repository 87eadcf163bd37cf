package dev.afterglow.e2e;

import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes calls that are refused, and keeps every byte of what was answered. */
final class CanaryRefusals {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final List<Said> said = new ArrayList<>();
  private int refusedCalls;

  /**
   * Something that was answered.
   *
   * @param by whom, and to what
   */
  record Said(String by, byte[] bytes) {}

  /** A call that has to be refused, over gRPC. */
  void refused(String by, Runnable call) {
    try {
      call.run();
    } catch (StatusRuntimeException e) {
      refusedCalls++;
      say(by, e.getStatus().toString());
      details(by, e.getTrailers());
      return;
    }
    throw new AssertionError(by + " was not refused");
  }

  private void details(String by, @Nullable Metadata trailers) {
    if (trailers == null) {
      return;
    }
    for (String name : trailers.keys()) {
      if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        Iterable<byte[]> values =
            trailers.getAll(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER));
        for (byte[] value : values == null ? List.<byte[]>of() : values) {
          said.add(new Said(by + ", " + name, value));
        }
      } else {
        Iterable<String> values =
            trailers.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        for (String value : values == null ? List.<String>of() : values) {
          say(by + ", " + name, value);
        }
      }
    }
  }

  /** An HTTP call; what is answered is kept, whatever it is. */
  int http(String by, String method, URI address, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
    said.add(new Said(by + " answered " + answer.statusCode(), answer.body()));
    say(by + ", headers", answer.headers().map().toString());
    refusedCalls += answer.statusCode() >= 400 ? 1 : 0;
    return answer.statusCode();
  }

  private void say(String by, String text) {
    said.add(new Said(by, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** How many calls were refused so far. */
  int count() {
    return refusedCalls;
  }

  /** Everything that was answered so far. */
  List<Said> said() {
    return List.copyOf(said);
  }
}
