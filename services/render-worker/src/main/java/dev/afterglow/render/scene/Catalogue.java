package dev.afterglow.render.scene;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The products and pictures that a render knows. Any thread may use it. */
public final class Catalogue {
  /** A shop's longest list for one broadcast, and then some. */
  public static final int MOST_PRODUCTS = 200;

  /** Memory of all decoded pictures together. */
  public static final long MOST_PICTURE_BYTES = 192L << 20;

  private final Map<String, Product> products = new LinkedHashMap<>();
  private final Map<String, StagePicture> pictures = new LinkedHashMap<>();
  private long pictureBytes;

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

  /** Takes a picture; a known one changes nothing. */
  public synchronized void put(StagePicture picture) throws Full {
    if (pictures.containsKey(picture.sha256())) {
      return;
    }
    long bytes = picture.rgba().capacity();
    if (pictureBytes + bytes > MOST_PICTURE_BYTES) {
      throw new Full("picture_bytes:" + MOST_PICTURE_BYTES);
    }
    pictures.put(picture.sha256(), picture);
    pictureBytes += bytes;
  }

  /** A product by its id. */
  public synchronized Product product(String id) throws UnknownPart {
    return Optional.ofNullable(products.get(id)).orElseThrow(() -> new UnknownPart("product", id));
  }

  /** A picture by its digest. */
  public synchronized StagePicture picture(String sha256) throws UnknownPart {
    return Optional.ofNullable(pictures.get(sha256))
        .orElseThrow(() -> new UnknownPart("asset", sha256));
  }

  /** All products, in the order they came. */
  public synchronized List<Product> products() {
    return List.copyOf(products.values());
  }

  /** The digests of all pictures. */
  public synchronized List<String> pictures() {
    return List.copyOf(pictures.keySet());
  }
}
