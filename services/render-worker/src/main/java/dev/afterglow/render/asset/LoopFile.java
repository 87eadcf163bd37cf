package dev.afterglow.render.asset;

import dev.afterglow.render.ffmpeg.FfmpegException;
import dev.afterglow.render.film.Film;
import dev.afterglow.render.film.FilmDecoder;
import dev.afterglow.render.film.FilmFault;
import dev.afterglow.render.film.FilmReading;
import dev.afterglow.render.scene.StageLoop;
import dev.afterglow.render.scene.StagePicture;
import java.nio.ByteBuffer;

/**
 * An MP4 from outside, for the stage. It is read in plain Java; only what is H.264 in sizes that
 * are allowed is then given to a decoder, which must decode its first picture.
 */
final class LoopFile {
  /** Pictures that are tried before the first one counts as damaged. */
  private static final int PATIENCE = 4;

  private LoopFile() {}

  /**
   * Reads one.
   *
   * @throws AssetUnusable when it is too large, damaged, or another kind of film
   */
  static StageLoop read(byte[] file) throws AssetUnusable {
    try {
      Film film = FilmReading.read(file);
      String sha256 = StageFile.sha256(file);
      return new StageLoop(sha256, film, poster(sha256, film));
    } catch (FilmFault | FfmpegException e) {
      throw new AssetUnusable(String.valueOf(e.getMessage()));
    }
  }

  private static StagePicture poster(String sha256, Film film) throws AssetUnusable {
    try (FilmDecoder decoder = new FilmDecoder(film, film.width(), film.height())) {
      decoder.seek(0);
      if (decoder.next(PATIENCE) != 0) {
        throw new AssetUnusable("its first picture cannot be decoded");
      }
      ByteBuffer rows = FilmDecoder.room(film.width(), film.height());
      decoder.copyTo(rows);
      ByteBuffer rgba = tight(rows, film.width(), film.height());
      return new StagePicture("poster:" + sha256, film.width(), film.height(), rgba);
    }
  }

  /** Without what lies between the rows. */
  private static ByteBuffer tight(ByteBuffer rows, int width, int height) {
    int stride = FilmDecoder.rowPixels(width) * 4;
    ByteBuffer out = ByteBuffer.allocateDirect(width * height * 4);
    for (int y = 0; y < height; y++) {
      out.put(rows.duplicate().position(y * stride).limit(y * stride + width * 4));
    }
    return out.flip();
  }
}
