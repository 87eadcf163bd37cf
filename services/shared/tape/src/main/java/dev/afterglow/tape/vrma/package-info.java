/** VRM Animation: a glTF file whose nodes are named as humanoid bones and expressions. */
@NullMarked
package dev.afterglow.tape.vrma;

import org.jspecify.annotations.NullMarked;
