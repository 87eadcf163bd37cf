package dev.afterglow.render.scene;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The products, pictures and models that a render knows. Any thread may use it. */
public final class Catalogue {
  /** A shop's longest list for one broadcast, and then some. */
  public static final int MOST_PRODUCTS = 200;

  /** Memory of all decoded pictures and models together. */
  public static final long MOST_PICTURE_BYTES = 192L << 20;

  private final Map<String, Product> products = new LinkedHashMap<>();
  private final Map<String, StageAsset> assets = new LinkedHashMap<>();
  private long assetBytes;

  /** There is no room for more. */
  public static final class Full extends Exception {
    private static final long serialVersionUID = 1L;

    private final String limit;

    Full(String limit) {
      super("the stage holds as much as it may");
      this.limit = limit;
    }

    /** Which limit. Example: {@code products:200}. */
    public String limit() {
      return limit;
    }
  }

  /** Takes all of them or none; known ids are replaced. */
  public synchronized int put(List<Product> more) throws Full {
    long fresh =
        more.stream().map(Product::id).distinct().filter(it -> !products.containsKey(it)).count();
    if (products.size() + fresh > MOST_PRODUCTS) {
      throw new Full("products:" + MOST_PRODUCTS);
    }
    more.forEach(it -> products.put(it.id(), it));
    return products.size();
  }

  /** Takes a file's content; a known one changes nothing. */
  public synchronized void put(StageAsset asset) throws Full {
    if (assets.containsKey(asset.sha256())) {
      return;
    }
    if (assetBytes + asset.bytes() > MOST_PICTURE_BYTES) {
      throw new Full("picture_bytes:" + MOST_PICTURE_BYTES);
    }
    assets.put(asset.sha256(), asset);
    assetBytes += asset.bytes();
  }

  /** A product by its id. */
  public synchronized Product product(String id) throws UnknownPart {
    return Optional.ofNullable(products.get(id)).orElseThrow(() -> new UnknownPart("product", id));
  }

  /** What a digest names. */
  public synchronized StageAsset asset(String sha256) throws UnknownPart {
    return Optional.ofNullable(assets.get(sha256))
        .orElseThrow(() -> new UnknownPart("asset", sha256));
  }

  /** A picture by its digest. */
  public StagePicture picture(String sha256) throws UnknownPart {
    if (asset(sha256) instanceof StageAsset.Still(StagePicture picture)) {
      return picture;
    }
    throw new UnknownPart("picture", sha256);
  }

  /** A model by its digest, small enough to be drawn in every picture. */
  public StageModel productModel(String sha256) throws UnknownPart {
    if (asset(sha256) instanceof StageAsset.Model(StageModel model) && model.suitsAProduct()) {
      return model.asProduct();
    }
    throw new UnknownPart("product_model", sha256);
  }

  /** All products, in the order they came. */
  public synchronized List<Product> products() {
    return List.copyOf(products.values());
  }

  /** All files, in the order they came. */
  public synchronized List<StageAsset> assets() {
    return List.copyOf(assets.values());
  }
}
