package dev.afterglow.registry.running;

import com.google.protobuf.Message;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What an intruder must see of a call. */
sealed interface Crossing {
  /**
   * The same as if what a request names did not exist; requests are of victim and intruder, one for
   * each thing that a call can name beside the caller's own.
   */
  record LikeUnknown(List<BiFunction<TenantShop, TenantShop, Message>> requests)
      implements Crossing {}

  /** The caller's own things, and none of others'. */
  record OwnOnly(Message request) implements Crossing {}

  /** What everybody may see, which names nobody. */
  record NamesNobody(Function<TenantShop, Message> request) implements Crossing {}

  /** Something that has a test of its own. */
  record Apart(String test) implements Crossing {}
}
