package dev.afterglow.capture.browser;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.afterglow.api.capture.v1.ClockPong;
import dev.afterglow.api.capture.v1.MotionBatch;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.drive.v1.VoiceSample;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A page that sends just what a test tells it to, and answers clock pings by itself. */
final class HandPage implements WebSocket.Listener, AutoCloseable {
  private static final long EPOCH_US = 5_000_000_000L;

  /** How a connection ended. */
  record End(int code, String reason) {}

  final List<OpenDriveResponse> heard = new CopyOnWriteArrayList<>();
  final CompletableFuture<End> end = new CompletableFuture<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private ByteString partial = ByteString.EMPTY;
  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

  HandPage(URI service, Optional<String> origin) throws Exception {
    WebSocket.Builder builder = client.newWebSocketBuilder();
    origin.ifPresent(it -> builder.header("Origin", it));
    URI address = URI.create("ws://127.0.0.1:" + service.getPort() + DriveSocket.PATH);
    socket = builder.buildAsync(address, this).get(10, TimeUnit.SECONDS);
  }

  static long nowUs() {
    return EPOCH_US + System.nanoTime() / 1_000;
  }

  void open(String driveId, String token, String... shapes) {
    send(
        OpenDriveRequest.newBuilder()
            .setOpen(
                OpenDriveHeader.newBuilder()
                    .setDriveId(driveId)
                    .setDriveToken(token)
                    .setHeader(
                        DriveHeader.newBuilder()
                            .addAllShapeNames(List.of(shapes))
                            .setMotionSource(MotionSource.MOTION_SOURCE_CAMERA))
                    .setDeviceTimeUs(nowUs()))
            .build());
  }

  void motion(long sequence, float weight) {
    send(
        OpenDriveRequest.newBuilder()
            .setMotion(
                MotionBatch.newBuilder()
                    .addSamples(
                        MotionSample.newBuilder()
                            .setSequence(sequence)
                            .setDeviceTimeUs(nowUs())
                            .setShapePresence(1)
                            .addShapeWeights(weight)))
            .build());
  }

  void voice(long sequence) {
    send(
        OpenDriveRequest.newBuilder()
            .setVoice(
                VoiceSample.newBuilder()
                    .setSequence(sequence)
                    .setDeviceTimeUs(nowUs())
                    .setSampleRateHz(48_000)
                    .setPcmS16Le(ByteString.copyFrom(new byte[1_920])))
            .build());
  }

  void opus(long sequence, byte[] packet) {
    send(
        OpenDriveRequest.newBuilder()
            .setVoice(
                VoiceSample.newBuilder()
                    .setSequence(sequence)
                    .setDeviceTimeUs(nowUs())
                    .setSampleRateHz(48_000)
                    .setOpus(ByteString.copyFrom(packet)))
            .build());
  }

  void send(OpenDriveRequest request) {
    send(request.toByteArray());
  }

  /** One after the other: the client takes no message before the last one has left. */
  synchronized void send(byte[] message) {
    last = last.thenCompose(_ -> socket.sendBinary(ByteBuffer.wrap(message), true));
  }

  synchronized void text(String message) {
    last = last.thenCompose(_ -> socket.sendText(message, true));
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean whole) {
    partial = partial.concat(ByteString.copyFrom(data));
    if (whole) {
      hear(partial);
      partial = ByteString.EMPTY;
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end.complete(new End(code, reason));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  private void hear(ByteString message) {
    try {
      OpenDriveResponse response = OpenDriveResponse.parseFrom(message);
      heard.add(response);
      if (response.hasPing()) {
        send(
            OpenDriveRequest.newBuilder()
                .setPong(
                    ClockPong.newBuilder()
                        .setPingId(response.getPing().getPingId())
                        .setDeviceTimeUs(nowUs()))
                .build());
      }
    } catch (InvalidProtocolBufferException e) {
      end.completeExceptionally(e);
    }
  }
}
