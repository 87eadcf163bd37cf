package dev.afterglow.registry.revenue.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.commerce.v1.CommittedFigures;
import dev.afterglow.api.commerce.v1.ProductFigures;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.registry.revenue.RoomSales;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CommerceSalesTest {
  private static Room.Builder room(int products) {
    Room.Builder room = Room.newBuilder().setCommitted(CommittedFigures.newBuilder());
    for (int i = 0; i < products; i++) {
      room.addTopProducts(ProductFigures.newBuilder().setProductId("p" + i).setUnitCount(2));
    }
    return room;
  }

  private static OptionalLong units(Room.Builder room) {
    return CommerceSalesGrpc.sales(room.build()) instanceof RoomSales.Counted counted
        ? counted.units()
        : OptionalLong.of(-1);
  }

  @Test
  void shouldKnowTheUnitsOfARoomWithManyProductsWhenTheyAreToldOfTheCommit() {
    // Given
    Room.Builder room = room(20).setProvisional(true);
    room.getCommittedBuilder().setPaidUnitCount(57);

    // When // Then
    assertThat(units(room)).hasValue(57);
  }

  @Test
  void shouldKnowThemOfFewProductsAloneWhenAnOlderServerTellsNoUnits() {
    // When // Then
    assertThat(units(room(19))).hasValue(38);
    assertThat(units(room(19).setProvisional(true))).isEmpty();
    assertThat(units(room(20))).isEmpty();
  }
}
