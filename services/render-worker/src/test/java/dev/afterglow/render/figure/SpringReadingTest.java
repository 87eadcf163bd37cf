package dev.afterglow.render.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpringReadingTest {
  @Test
  void shouldReadChainsAndCollidersOfVrm1() throws FigureException {
    // Given
    byte[] file =
        SmallGlb.chain(
            """
            "extensions":{"VRMC_springBone":{"specVersion":"1.0",
             "colliders":[{"node":0,"shape":{"sphere":{"offset":[1,2,3],"radius":0.5}}},
              {"node":1,"shape":{"capsule":{"offset":[0,0,1],"radius":0.25,"tail":[0,0,2]}}}],
             "colliderGroups":[{"colliders":[1,0]}],
             "springs":[{"center":0,"colliderGroups":[0],"joints":[
              {"node":1,"hitRadius":0.02,"stiffness":2,"gravityPower":3,"gravityDir":[1,0,0],
               "dragForce":0.25},
              {"node":3},{"node":4}]}]}}
            """);

    // When
    Model figure = FigureReading.read(file);

    // Then
    Spring spring = figure.springs().getFirst();
    assertThat(spring.center()).isZero();
    assertThat(spring.joints()).extracting(Spring.Joint::node).containsExactly(1, 3);
    Spring.Joint first = spring.joints().getFirst();
    assertThat(first.tail()).containsExactly(new float[] {0, 0.2f, 0}, within(1e-6f));
    assertThat(first.gravity()).containsExactly(3, 0, 0);
    assertThat(first.stiffness()).isEqualTo(2);
    assertThat(first.drag()).isEqualTo(0.25f);
    assertThat(first.hitRadius()).isEqualTo(0.02f);
    assertThat(spring.joints().get(1).stiffness()).isEqualTo(1);
    assertThat(spring.joints().get(1).drag()).isEqualTo(0.5f);
    assertThat(spring.colliders()).hasSize(2);
    assertThat(spring.colliders().getFirst().to()).containsExactly(0, 0, 2);
    assertThat(spring.colliders().get(1).from()).containsExactly(1, 2, 3);
  }

  @Test
  void shouldReadEverythingBelowTheNamedBonesOfVrm0() throws FigureException {
    // Given
    byte[] file =
        SmallGlb.chain(
            """
            "extensions":{"VRM":{"secondaryAnimation":{
             "boneGroups":[{"stiffiness":4,"gravityPower":0.5,"gravityDir":{"x":0,"y":-1,"z":0},
              "dragForce":0.4,"center":-1,"hitRadius":0.03,"bones":[2],"colliderGroups":[0]}],
             "colliderGroups":[{"node":0,"colliders":[{"offset":{"x":1,"y":2,"z":3},
              "radius":0.2}]}]}}}
            """);

    // When
    Model figure = FigureReading.read(file);

    // Then: the last bone has no child, so its tail is 7 cm further along
    Spring spring = figure.springs().getFirst();
    assertThat(spring.center()).isEqualTo(-1);
    assertThat(spring.joints()).extracting(Spring.Joint::node).containsExactly(2, 3, 4);
    assertThat(spring.joints().get(2).tail())
        .containsExactly(new float[] {0, 0.07f, 0}, within(1e-6f));
    assertThat(spring.joints().getFirst().gravity()).containsExactly(0, -0.5f, 0);
    assertThat(spring.joints().getFirst().stiffness()).isEqualTo(4);
    assertThat(spring.colliders().getFirst().from()).containsExactly(1, 2, -3);
  }

  @Test
  void shouldDrawNumbersIntoTheirRangeWhenAFileLies() throws FigureException {
    // Given
    byte[] file =
        SmallGlb.chain(
            """
            "extensions":{"VRMC_springBone":{"colliders":[
              {"node":0,"shape":{"sphere":{"radius":-1}}},{"node":77,"shape":{"sphere":{}}}],
             "colliderGroups":[{"colliders":[0,1,9,-4]}],
             "springs":[{"center":99,"colliderGroups":[0,7],"joints":[
              {"node":1,"stiffness":-3,"dragForce":9,"hitRadius":-1,"gravityPower":1e300},
              {"node":2},{"node":2},{"node":99},{"node":0}]}]}}
            """);

    // When
    Model figure = FigureReading.read(file);

    // Then
    Spring spring = figure.springs().getFirst();
    assertThat(spring.center()).isEqualTo(-1);
    assertThat(spring.joints()).hasSize(1);
    assertThat(spring.joints().getFirst().stiffness()).isZero();
    assertThat(spring.joints().getFirst().drag()).isEqualTo(1);
    assertThat(spring.joints().getFirst().gravity()).containsExactly(0, -0f, 0);
    assertThat(spring.colliders()).hasSize(1);
  }
}
