package dev.afterglow.render.output;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/** What a muxer must know of the stream; the parameters outlive every muxer. */
public record Tracks(AVCodecParameters video, AVCodecParameters audio) {}
