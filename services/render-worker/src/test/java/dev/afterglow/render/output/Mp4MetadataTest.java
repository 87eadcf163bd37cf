package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.encode.AudioEncoder;
import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.encode.VideoEncoder;
import dev.afterglow.render.output.OutletStatus.State;
import dev.afterglow.render.output.Target.Proof.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant 2, second half: containers that can carry the AIGC label are read back. */
class Mp4MetadataTest {
  private static final StreamFormat SMALL = new StreamFormat(64, 96, 25, 200_000, 64_000);
  private static final AigcLabel LABEL = new AigcLabel("1", "producer", "0197-abc");

  @TempDir private Path folder;
  private VideoEncoder video;
  private AudioEncoder audio;
  private Tracks tracks;
  private final List<Packet> packets = new ArrayList<>();

  @BeforeEach
  void encodeASecond() {
    video = new VideoEncoder(SMALL, "libopenh264");
    audio = new AudioEncoder(SMALL);
    tracks = new Tracks(video.parameters(), audio.parameters());
    PlanarPicture grey = new PlanarPicture(64, 96);
    for (int n = 0; n < 25; n++) {
      video.encode(grey, n * 3600L, n == 0, packets::add);
      audio.encode(new float[AudioEncoder.FRAME_SAMPLES], n * 1024L, packets::add);
    }
  }

  @AfterEach
  void close() {
    video.close();
    audio.close();
  }

  @Test
  void shouldReadTheLabelBackFromARecording() throws Exception {
    // Given
    Path file = folder.resolve("recording.mp4");
    Outlet recording = Outlets.recording(file, tracks, LABEL, Duration.ofSeconds(4));

    // When
    packets.forEach(recording::take);
    recording.close();

    // Then
    assertThat(recording.status().state()).isEqualTo(State.CLOSED);
    assertThat(Outlets.proven(recording)).isTrue();
    assertThat(Mp4Metadata.read(file, AigcLabel.KEY)).contains(LABEL.json());
  }

  @Test
  void shouldKeepTheStandardsOrderOfKeys() {
    assertThat(LABEL.json())
        .isEqualTo(
            "{\"Label\":\"1\",\"ContentProducer\":\"producer\",\"ProduceID\":\"0197-abc\","
                + "\"ReservedCode1\":\"\",\"ContentPropagator\":\"producer\","
                + "\"PropagateID\":\"0197-abc\",\"ReservedCode2\":\"\"}");
  }

  @Test
  void shouldRefuseWhenItsThreadDiesOfAnythingElse() {
    // Given
    Target dying =
        new Target(
            "mp4",
            "file:" + folder.resolve("dying.mp4"),
            Map.of("movflags", "frag_keyframe+empty_moov+default_base_moof", "flush_packets", "1"),
            Map.of(AigcLabel.KEY, LABEL.json()),
            () -> {
              throw new IllegalStateException("a fault of ours");
            });
    WritingOutlet outlet = new WritingOutlet("dying", dying, tracks);

    // When
    packets.forEach(outlet::take);
    outlet.close();

    // Then
    assertThat(outlet.status().state()).isEqualTo(State.REFUSED);
    assertThat(outlet.status().lastFault()).contains("IllegalStateException");
  }

  @Test
  void shouldRefuseWhenTheContainerSilentlyDropsTheLabel() throws Exception {
    // Given: FFmpeg reports success without use_metadata_tags, and the label is gone
    Path file = folder.resolve("trap.mp4");
    Target trap =
        new Target(
            "mp4",
            "file:" + file,
            Map.of("movflags", "frag_keyframe+empty_moov+default_base_moof", "flush_packets", "1"),
            Map.of(AigcLabel.KEY, LABEL.json()),
            () -> Mp4Metadata.read(file, AigcLabel.KEY).isPresent() ? Answer.FOUND : Answer.LOST);
    WritingOutlet outlet = new WritingOutlet("trap", trap, tracks);

    // When
    packets.forEach(outlet::take);
    outlet.close();

    // Then
    assertThat(outlet.status().state()).isEqualTo(State.REFUSED);
    assertThat(outlet.status().lastFault()).contains("AIGC");
    assertThat(outlet.proven()).isFalse();
  }

  @Test
  void shouldCarryTheLabelIntoHls() throws Exception {
    // Given
    Outlet hls = Outlets.hls("hls", folder, tracks, LABEL);

    // When
    packets.forEach(hls::take);
    hls.close();

    // Then
    assertThat(hls.status().lastFault()).isEmpty();
    assertThat(Outlets.proven(hls)).isTrue();
    assertThat(Mp4Metadata.read(folder.resolve("init.mp4"), AigcLabel.KEY)).contains(LABEL.json());
    assertThat(Files.readString(folder.resolve("index.m3u8"))).contains("init.mp4");
  }

  @Test
  void shouldCarryTheLabelIntoFlvMetadata() throws Exception {
    // Given
    Path file = folder.resolve("push.flv");
    Pushes pushes = new Pushes(StreamTime.fromFirstKey(), tracks, LABEL, InstantSource.system());
    Outlet flv = pushes.rtmp("push", "file:" + file, true);
    while (flv.status().state() != State.SENDING) {
      Thread.sleep(10);
    }

    // When
    packets.forEach(flv::take);
    flv.close();

    // Then: onMetaData is an AMF array of (length, name, type 2, length, text)
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("onMetaData").contains("\u0004AIGC\u0002").contains(LABEL.json());
    assertThat(FlvMetadata.read(Files.readAllBytes(file), AigcLabel.KEY)).contains(LABEL.json());
  }

  @Test
  void shouldFindNothingInAHeadThatIsCutOff() throws Exception {
    // Given
    Path file = folder.resolve("cut.flv");
    Outlet flv =
        new Pushes(StreamTime.fromFirstKey(), tracks, LABEL, InstantSource.system())
            .rtmp("x", "file:" + file, true);
    while (flv.status().state() != State.SENDING) {
      Thread.sleep(10);
    }
    flv.close();
    byte[] whole = Files.readAllBytes(file);

    // When, Then
    assertThat(FlvMetadata.read(whole, AigcLabel.KEY)).isPresent();
    for (int length = 0; length < 200; length++) {
      assertThat(FlvMetadata.read(Arrays.copyOf(whole, length), AigcLabel.KEY)).isEmpty();
    }
  }

  @Test
  void shouldFindNothingInAFileThatIsNoMp4() throws Exception {
    // Given
    Path file = folder.resolve("noise.mp4");
    Files.writeString(file, "this is text, and its first word is no box size");

    // When
    var found = Mp4Metadata.read(file, AigcLabel.KEY);

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void shouldRefuseValuesThatTheStandardForbids() {
    assertThatThrownBy(() -> new AigcLabel("1", "two words", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AigcLabel("1", "a\"b", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AigcLabel("4", "a", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
