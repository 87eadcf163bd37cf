package dev.afterglow.capture.wire;

import static dev.afterglow.capture.wire.SignedDriveScene.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.SubscribeDriveRequest;
import dev.afterglow.api.capture.v1.SubscribeDriveResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader whose connection was full, and that takes several pieces in one message. */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
@Timeout(60)
class PiledUpGrpcTest extends UnsignedDriveScene {
  // Thirty-odd packets of voice fill it.
  private static final int SMALL_WINDOW_BYTES = 64 * 1024;

  private ManagedChannel narrow;

  @BeforeEach
  void connectNarrow() {
    narrow =
        NettyChannelBuilder.forAddress("127.0.0.1", address.getPort())
            .usePlaintext()
            .flowControlWindow(SMALL_WINDOW_BYTES)
            .build();
  }

  @AfterEach
  void disconnectNarrow() {
    narrow.shutdownNow();
  }

  @Test
  void shouldBringWhatPiledUpInOneMessageWhenReaderAsksForIt() throws Exception {
    // Given
    CreateDriveResponse created = create();
    String id = created.getDrive().getDriveId();
    HandDevice device = open(created);
    HandReader eager = HandReader.eager(channel, id);
    SubscribeDriveRequest wish =
        SubscribeDriveRequest.newBuilder().setDriveId(id).setMostPieces(64).build();
    HandReader slow = new HandReader(narrow, wish, 1);
    await(() -> slow.pieces.size() == 1 && eager.pieces.size() >= 3);
    long startUs = HandDevice.nowUs() - 1_000_000;

    // When
    for (int i = 1; i <= 50; i++) {
      device.voice(i, startUs + i * 20_000L);
    }
    for (int i = 1; i <= 20; i++) {
      device.motion(i, startUs + i * 20_000L, 1, 0.5f);
    }
    await(() -> eager.motion().size() == 20 && eager.voiceUs() > 980_000);
    slow.takeAll();
    await(() -> motionSequences(slow).size() == 20);

    // Then
    assertThat(motionSequences(slow)).isEqualTo(LongStream.rangeClosed(1, 20).boxed().toList());
    assertThat(slow.pieces.size()).as("messages for seventy pieces").isLessThan(60);
    assertThat(slow.pieces)
        .flatExtracting(SubscribeDriveResponse::getMoreList)
        .isNotEmpty()
        .allMatch(piece -> piece.getCursor().isEmpty() && piece.getMoreCount() == 0);
    assertThat(eager.pieces).allMatch(piece -> piece.getMoreCount() == 0);
  }

  @Test
  void shouldGoOnBehindAllPiecesOfAMessageWhenReaderComesBack() throws Exception {
    // Given
    CreateDriveResponse created = create();
    String id = created.getDrive().getDriveId();
    HandDevice device = open(created);
    HandReader eager = HandReader.eager(channel, id);
    SubscribeDriveRequest.Builder wish =
        SubscribeDriveRequest.newBuilder().setDriveId(id).setMostPieces(4);
    HandReader slow = new HandReader(narrow, wish.build(), 1);
    await(() -> slow.pieces.size() == 1 && eager.pieces.size() >= 3);
    long startUs = HandDevice.nowUs();
    for (int i = 1; i <= 50; i++) {
      device.voice(i, startUs - 1_000_000 + i * 20_000L);
    }
    for (int i = 1; i <= 20; i++) {
      device.motion(i, startUs + i, 1, 0.5f);
    }
    await(() -> eager.motion().size() == 20);
    slow.takeAll();
    await(() -> motionSequences(slow).size() == 20);
    SubscribeDriveResponse middle =
        slow.pieces.stream()
            .filter(it -> it.getMoreCount() == 3 && !motionSequences(List.of(it)).isEmpty())
            .findFirst()
            .orElseThrow();
    long lastBefore = motionSequences(List.of(middle)).getLast();

    // When
    HandReader second =
        new HandReader(narrow, wish.setCursor(middle.getCursor()).build(), Integer.MAX_VALUE);

    // Then
    await(() -> motionSequences(second).contains(20L));
    assertThat(motionSequences(second))
        .isEqualTo(LongStream.rangeClosed(lastBefore + 1, 20).boxed().toList());
  }

  private HandDevice open(CreateDriveResponse created) throws InterruptedException {
    HandDevice device = new HandDevice(channel);
    device.open(created.getDrive().getDriveId(), created.getDriveToken(), "jawOpen");
    await(() -> !device.heard.isEmpty());
    return device;
  }

  /** The sequences of the captured motion, also of what came with other pieces. */
  private static List<Long> motionSequences(HandReader reader) {
    return motionSequences(reader.pieces);
  }

  private static List<Long> motionSequences(List<SubscribeDriveResponse> messages) {
    return messages.stream()
        .flatMap(it -> Stream.concat(Stream.of(it), it.getMoreList().stream()))
        .filter(SubscribeDriveResponse::hasMotion)
        .filter(it -> !it.getMotion().getBridged())
        .map(it -> it.getMotion().getSample().getSequence())
        .toList();
  }
}
