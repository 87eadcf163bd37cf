package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet.Track;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/** What a muxer must know of the stream; the parameters outlive every muxer. */
public record Tracks(AVCodecParameters video, AVCodecParameters audio) {
  /** The picture's parameter sets behind start codes, as its encoder says them. */
  byte[] videoHead() {
    byte[] head = new byte[video.extradata_size()];
    if (head.length > 0) {
      video.extradata().get(head);
    }
    return head;
  }

  /** Whether a packet of that track belongs here. */
  boolean carry(Track track) {
    return track == Track.VIDEO || track == Track.AUDIO;
  }
}
