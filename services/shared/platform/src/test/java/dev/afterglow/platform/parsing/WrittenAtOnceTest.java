package dev.afterglow.platform.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.DoubleValue;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenAtOnceTest {
  /** Notes how it is written to. */
  private static final class Target extends ByteArrayOutputStream {
    private final List<Integer> writes = new ArrayList<>();

    @Override
    public void write(byte[] bytes, int from, int length) {
      writes.add(length);
      super.write(bytes, from, length);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 1_920, 5_000, WrittenAtOnce.MOST_BYTES - 3})
  void shouldWriteTheSameBytesByOneWriteWhenDrained(int length) throws IOException {
    // Given
    Message message = bytes(length);
    Target target = new Target();

    // When
    int written = stream(message).drainTo(target);

    // Then
    assertThat(written).isEqualTo(message.getSerializedSize());
    assertThat(target.toByteArray()).isEqualTo(message.toByteArray());
    assertThat(target.writes).containsExactly(message.getSerializedSize());
  }

  @ParameterizedTest
  @ValueSource(ints = {WrittenAtOnce.MOST_BYTES - 2, WrittenAtOnce.MOST_BYTES, 1_000_000})
  void shouldWriteTheSameBytesWhenTheMessageIsLargerThanWhatAThreadKeeps(int length)
      throws IOException {
    // Given
    Message message = bytes(length);
    Target target = new Target();

    // When
    int written = stream(message).drainTo(target);

    // Then
    assertThat(written).isEqualTo(message.getSerializedSize());
    assertThat(target.toByteArray()).isEqualTo(message.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLeaveNothingOfTheMessageBeforeWhenTheNextIsShorter(boolean virtual) {
    // Given
    Message longer = bytes(4_000);
    ListValue nested =
        ListValue.newBuilder()
            .addValues(Value.newBuilder().setStringValue("a\u00e4\u6c34"))
            .addValues(Value.newBuilder().setNumberValue(0.5))
            .build();
    CompletableFuture<byte[]> second = new CompletableFuture<>();
    Runnable work =
        () -> {
          try {
            Target target = new Target();
            stream(longer).drainTo(new Target());
            stream(nested).drainTo(target);
            second.complete(target.toByteArray());
          } catch (IOException e) {
            second.completeExceptionally(e);
          }
        };

    // When
    var _ = virtual ? Thread.ofVirtual().start(work) : Thread.ofPlatform().start(work);

    // Then
    assertThat(second.join()).isEqualTo(nested.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 2.5})
  void shouldReadAsTheMarshallersOwnStreamWhenRead(double value) throws IOException {
    // Given
    Message message = DoubleValue.of(value);

    // When
    WrittenAtOnce stream = stream(message);

    // Then
    assertThat(stream.available()).isEqualTo(message.getSerializedSize());
    assertThat(stream.readAllBytes()).isEqualTo(message.toByteArray());
  }

  private static WrittenAtOnce stream(Message message) {
    return new WrittenAtOnce(message, new ByteArrayInputStream(message.toByteArray()));
  }

  private static Message bytes(int length) {
    byte[] random = new byte[length];
    new Random(length).nextBytes(random);
    return BytesValue.of(ByteString.copyFrom(random));
  }
}
