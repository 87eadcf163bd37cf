package dev.afterglow.render.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_SEI_UNREGISTERED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.ffmpeg.Ffmpeg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.junit.jupiter.api.Test;

/** The mark as a decoder that knows nothing of it hands it out. */
class StreamMarkTest {
  private static final StreamFormat SMALL = new StreamFormat(320, 240, 30, 500_000, 64_000);
  private static final StreamMark MARK =
      new StreamMark("0197a2c4-0000-7000-8000-000000000001", 1_234_567_890_123L);

  @Test
  void shouldComeOutOfADecoderAsItWentIn() {
    // Given
    List<Packet> packets = new ArrayList<>();
    try (VideoEncoder encoder = new VideoEncoder(SMALL, "libopenh264")) {
      PlanarPicture black = new PlanarPicture(SMALL.width(), SMALL.height());
      for (int i = 0; i < 3; i++) {
        encoder.encode(black, i * 3_000L, i == 0, packets::add);
      }

      // When
      List<Optional<StreamMark>> found =
          decoded(encoder, MARK.onto(packets.getFirst()), packets.get(1));

      // Then
      assertThat(found).containsExactly(Optional.of(MARK), Optional.empty());
    }
  }

  @Test
  void shouldLeaveAPacketWithoutASliceAsItIs() {
    // Given
    Packet noise = new Packet(Packet.Track.VIDEO, new byte[] {0, 0, 1, 9, 16}, 0, 3_000, true);

    // When
    Packet marked = MARK.onto(noise);

    // Then
    assertThat(marked).isSameAs(noise);
  }

  @Test
  void shouldReadNothingFromAnotherFormatsMessage() {
    assertThat(StreamMark.read(new byte[64])).isEmpty();
    assertThat(StreamMark.read(new byte[3])).isEmpty();
  }

  private static List<Optional<StreamMark>> decoded(VideoEncoder encoder, Packet... packets) {
    AVCodec codec = avcodec_find_decoder(AV_CODEC_ID_H264);
    AVCodecContext decoder = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(decoder, encoder.parameters());
    Ffmpeg.check(avcodec_open2(decoder, codec, (AVDictionary) null), "opening a decoder");
    AVPacket packet = av_packet_alloc();
    AVFrame frame = av_frame_alloc();
    List<Optional<StreamMark>> found = new ArrayList<>();
    for (Packet piece : packets) {
      Ffmpeg.check(av_new_packet(packet, piece.data().length), "allocating");
      packet.data().put(piece.data());
      avcodec_send_packet(decoder, packet);
      drain(decoder, frame, found);
    }
    avcodec_send_packet(decoder, null);
    drain(decoder, frame, found);
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(decoder);
    return found;
  }

  private static void drain(
      AVCodecContext decoder, AVFrame frame, List<Optional<StreamMark>> found) {
    while (avcodec_receive_frame(decoder, frame) >= 0) {
      AVFrameSideData side = av_frame_get_side_data(frame, AV_FRAME_DATA_SEI_UNREGISTERED);
      if (side == null || side.isNull()) {
        found.add(Optional.empty());
      } else {
        byte[] payload = new byte[(int) side.size()];
        side.data().get(payload);
        found.add(StreamMark.read(payload));
      }
    }
  }
}
