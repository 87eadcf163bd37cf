package dev.afterglow.codec.vmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.codec.Decoding;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VmcWriterTest {
  @Test
  void shouldBeReadBackWhenEveryChannelIsThere() {
    // Given
    ShapeWeights.Builder shapes = ShapeWeights.builder();
    for (ArkitShape shape : ArkitShape.values()) {
      shapes.set(shape, 0.25f);
    }
    Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
    for (HumanoidBone bone : HumanoidBone.values()) {
      bones.put(bone, new Rotation(0.1f, 0.2f * bone.vrmName().length() / 20, 0.3f, 0.9f));
    }
    MotionFrame frame = new MotionFrame(7, shapes.build(), Optional.empty(), bones);
    List<SourceFrame> read = new ArrayList<>();

    // When
    byte[] datagram = new VmcWriter().datagram(frame);
    new VmcDecoder().decode(ByteBuffer.wrap(datagram), 7, read::add);

    // Then
    assertThat(read).hasSize(1);
    MotionFrame back = read.getFirst().motion();
    assertThat(back.shapes()).isEqualTo(frame.shapes());
    assertThat(back.bones()).containsOnlyKeys(frame.bones().keySet());
    back.bones()
        .forEach(
            (bone, rotation) -> {
              Rotation wanted = bones.get(bone);
              assertThat(rotation.x()).isCloseTo(wanted.x(), within(1e-6f));
              assertThat(rotation.y()).isCloseTo(wanted.y(), within(1e-6f));
              assertThat(rotation.z()).isCloseTo(wanted.z(), within(1e-6f));
            });
  }

  @Test
  void shouldBringWristsBackWhenReadAgain() {
    // Given
    WristPose left = new WristPose(0.2f, -0.3f, 0.4f, Optional.empty());
    WristPose right = new WristPose(-0.25f, -0.5f, 0.1f, Optional.of(Rotation.IDENTITY));
    MotionFrame frame =
        new MotionFrame(
            0,
            ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.5f)),
            Optional.empty(),
            Map.of(),
            Wrists.of(left, right));

    // When
    Decoding decoding = new Decoding(new VmcDecoder());
    decoding.send(new VmcWriter().datagram(frame));

    // Then: VMC has no word for how a hand is turned
    Wrists read = decoding.last().motion().wrists();
    assertThat(read.left().orElseThrow().xM()).isCloseTo(0.2f, within(1e-6f));
    assertThat(read.left().orElseThrow().yM()).isCloseTo(-0.3f, within(1e-6f));
    assertThat(read.left().orElseThrow().zM()).isCloseTo(0.4f, within(1e-6f));
    assertThat(read.right().orElseThrow().turn()).isEmpty();
    assertThat(read.right().orElseThrow().xM()).isCloseTo(-0.25f, within(1e-6f));
  }
}
