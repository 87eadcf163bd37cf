package dev.afterglow.render.scene;

/** What an operator can give a stage, by the digest of its file. */
public sealed interface StageAsset {
  /** SHA-256 of the file, hexadecimal. */
  String sha256();

  /** About what it takes in memory. */
  long bytes();

  /** A picture. */
  record Still(StagePicture picture) implements StageAsset {
    @Override
    public String sha256() {
      return picture.sha256();
    }

    @Override
    public long bytes() {
      return picture.rgba().capacity();
    }
  }

  /** A glTF model: a set, and where it is small enough a product. */
  record Model(StageModel model) implements StageAsset {
    @Override
    public String sha256() {
      return model.sha256();
    }

    @Override
    public long bytes() {
      return model.bytes();
    }
  }

  /** A film: a background. */
  record Loop(StageLoop loop) implements StageAsset {
    @Override
    public String sha256() {
      return loop.sha256();
    }

    @Override
    public long bytes() {
      return loop.bytes();
    }
  }
}
