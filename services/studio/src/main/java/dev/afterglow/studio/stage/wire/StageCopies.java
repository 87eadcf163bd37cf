package dev.afterglow.studio.stage.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.afterglow.api.render.v1.Directive;
import dev.afterglow.api.render.v1.StageProduct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What operators put on the stages, for the worker that takes over: the products and pictures that
 * a worker took, and every part of the stage as it was directed last. Changes that last only a
 * while are left out. In memory: a studio that restarts knows only what is put afterwards. Bounded:
 * the newest {@value #MOST_BROADCASTS} broadcasts, {@value #MOST_PRODUCTS} products each, and
 * {@value #MOST_BYTES} bytes of pictures together, of which the oldest are let go.
 */
@ApplicationScoped
public class StageCopies {
  static final int MOST_BROADCASTS = 500;
  static final int MOST_PRODUCTS = 200;
  static final long MOST_BYTES = 96L << 20;

  private final Map<UUID, Copy> copies = new LinkedHashMap<>();
  private long bytes;

  /** A broadcast's stage. */
  record Stage(List<ByteString> pictures, List<StageProduct> products, Directive shown) {}

  /** What is known of a broadcast's stage; empty if nothing was put there. */
  public synchronized Optional<Stage> of(UUID broadcastId) {
    return Optional.ofNullable(copies.get(broadcastId)).map(Copy::stage);
  }

  /** A worker took products. */
  public synchronized void products(UUID broadcastId, Collection<StageProduct> products) {
    Copy copy = copy(broadcastId);
    products.forEach(it -> copy.products.put(it.getProductId(), it));
    dropOldest(copy.products, MOST_PRODUCTS);
  }

  /** A worker took a picture. */
  public synchronized void picture(UUID broadcastId, String sha256, ByteString content) {
    Copy copy = copy(broadcastId);
    ByteString before = copy.pictures.put(sha256, content);
    bytes += content.size() - (before == null ? 0 : before.size());
    Iterator<Copy> oldest = copies.values().iterator();
    while (bytes > MOST_BYTES && oldest.hasNext()) {
      drop(oldest.next().pictures);
    }
  }

  /** A worker took a directive. */
  public synchronized void directed(UUID broadcastId, Directive directive) {
    if (directive.hasLasts()) {
      return;
    }
    Copy copy = copy(broadcastId);
    Directive.Builder shown = copy.shown.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> part : directive.getAllFields().entrySet()) {
      shown.setField(part.getKey(), part.getValue());
    }
    if (!directive.getBackground().isEmpty() && !directive.hasStageBackground()) {
      shown.clearStageBackground();
    }
    copy.shown = shown.build();
  }

  private Copy copy(UUID broadcastId) {
    Copy known = copies.remove(broadcastId);
    Copy copy = known == null ? new Copy() : known;
    copies.put(broadcastId, copy);
    if (copies.size() > MOST_BROADCASTS) {
      Iterator<Copy> oldest = copies.values().iterator();
      oldest.next().pictures.values().forEach(it -> bytes -= it.size());
      oldest.remove();
    }
    return copy;
  }

  private void drop(Map<String, ByteString> pictures) {
    Iterator<ByteString> oldest = pictures.values().iterator();
    while (bytes > MOST_BYTES && oldest.hasNext()) {
      bytes -= oldest.next().size();
      oldest.remove();
    }
  }

  private static void dropOldest(Map<String, ?> map, int most) {
    Iterator<String> oldest = map.keySet().iterator();
    while (map.size() > most) {
      oldest.next();
      oldest.remove();
    }
  }

  private static final class Copy {
    private final Map<String, ByteString> pictures = new LinkedHashMap<>();
    private final Map<String, StageProduct> products = new LinkedHashMap<>();
    private Directive shown = Directive.getDefaultInstance();

    Stage stage() {
      return new Stage(List.copyOf(pictures.values()), List.copyOf(products.values()), shown);
    }
  }
}
