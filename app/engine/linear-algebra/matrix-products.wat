;; Products of the rows of two matrices, taken off a third, in 128-bit vectors: the vector twin of `openPlainProducts` in
;; matrix-products.ts, to the same bits. The bytes that run stand in matrix-products-bytes.ts; after a change here,
;; `npx vitest run -u app/engine/linear-algebra/matrix-products.test.ts` writes them anew, and without -u it fails if they differ.
;;
;;   c[i][j] -= sum over k of a[i][k] b[j][k],   i < rows (a multiple of 4), j < columns (a multiple of 2)
;;
;; Four rows of a and two rows of b are worked on at once, so that the eight running sums stay in registers. The two lanes of
;; a sum hold the products of even and of odd k, which are added once at the end. All three matrices lie in one memory and
;; have the same row length; addresses, `stride` and `length` are in bytes (8 a number).
(module
  (import "m" "m" (memory 1))
  (func (export "subtract")
    (param $c i32) (param $a i32) (param $b i32) (param $stride i32)
    (param $rows i32) (param $columns i32) (param $length i32)
    ;; Row counters; addresses within the rows of a, its end, b and c.
    (local $i i32) (local $j i32) (local $a_at i32) (local $b_at i32) (local $a_end i32) (local $c_at i32)
    ;; First of the four rows of a and of c; two and three row lengths; first of the two rows of b.
    (local $a_row i32) (local $c_row i32) (local $stride2 i32) (local $stride3 i32) (local $b_row i32)
    ;; $sumRC: running sum of row R of the four and row C of the two.
    (local $sum00 v128) (local $sum01 v128) (local $sum10 v128) (local $sum11 v128)
    (local $sum20 v128) (local $sum21 v128) (local $sum30 v128) (local $sum31 v128)
    ;; Two numbers each: of both rows of b, and of one row of a.
    (local $b0 v128) (local $b1 v128) (local $pair v128)

    (local.set $stride2 (i32.mul (local.get $stride) (i32.const 2)))
    (local.set $stride3 (i32.mul (local.get $stride) (i32.const 3)))
    (local.set $a_row (local.get $a))
    (local.set $c_row (local.get $c))
    (local.set $i (i32.const 0))
    (loop $four_rows
      (local.set $b_row (local.get $b))
      (local.set $c_at (local.get $c_row))
      (local.set $j (i32.const 0))
      (loop $two_columns
        (local.set $sum00 (v128.const f64x2 0 0))
        (local.set $sum01 (v128.const f64x2 0 0))
        (local.set $sum10 (v128.const f64x2 0 0))
        (local.set $sum11 (v128.const f64x2 0 0))
        (local.set $sum20 (v128.const f64x2 0 0))
        (local.set $sum21 (v128.const f64x2 0 0))
        (local.set $sum30 (v128.const f64x2 0 0))
        (local.set $sum31 (v128.const f64x2 0 0))
        (local.set $a_at (local.get $a_row))
        (local.set $b_at (local.get $b_row))
        (local.set $a_end (i32.add (local.get $a_row) (local.get $length)))
        (loop $two_products
          (local.set $b0 (v128.load align=1 (local.get $b_at)))
          (local.set $b1 (v128.load align=1 (i32.add (local.get $b_at) (local.get $stride))))
          (local.set $pair (v128.load align=1 (local.get $a_at)))
          (local.set $sum00 (f64x2.add (local.get $sum00) (f64x2.mul (local.get $pair) (local.get $b0))))
          (local.set $sum01 (f64x2.add (local.get $sum01) (f64x2.mul (local.get $pair) (local.get $b1))))
          (local.set $pair (v128.load align=1 (i32.add (local.get $a_at) (local.get $stride))))
          (local.set $sum10 (f64x2.add (local.get $sum10) (f64x2.mul (local.get $pair) (local.get $b0))))
          (local.set $sum11 (f64x2.add (local.get $sum11) (f64x2.mul (local.get $pair) (local.get $b1))))
          (local.set $pair (v128.load align=1 (i32.add (local.get $a_at) (local.get $stride2))))
          (local.set $sum20 (f64x2.add (local.get $sum20) (f64x2.mul (local.get $pair) (local.get $b0))))
          (local.set $sum21 (f64x2.add (local.get $sum21) (f64x2.mul (local.get $pair) (local.get $b1))))
          (local.set $pair (v128.load align=1 (i32.add (local.get $a_at) (local.get $stride3))))
          (local.set $sum30 (f64x2.add (local.get $sum30) (f64x2.mul (local.get $pair) (local.get $b0))))
          (local.set $sum31 (f64x2.add (local.get $sum31) (f64x2.mul (local.get $pair) (local.get $b1))))
          (local.set $a_at (i32.add (local.get $a_at) (i32.const 16)))
          (local.set $b_at (i32.add (local.get $b_at) (i32.const 16)))
          (br_if $two_products (i32.lt_u (local.get $a_at) (local.get $a_end))))

        ;; c -= even + odd
        (f64.store (local.get $c_at)
          (f64.sub (f64.load (local.get $c_at))
            (f64.add (f64x2.extract_lane 0 (local.get $sum00)) (f64x2.extract_lane 1 (local.get $sum00)))))
        (f64.store offset=8 (local.get $c_at)
          (f64.sub (f64.load offset=8 (local.get $c_at))
            (f64.add (f64x2.extract_lane 0 (local.get $sum01)) (f64x2.extract_lane 1 (local.get $sum01)))))
        (f64.store (i32.add (local.get $c_at) (local.get $stride))
          (f64.sub (f64.load (i32.add (local.get $c_at) (local.get $stride)))
            (f64.add (f64x2.extract_lane 0 (local.get $sum10)) (f64x2.extract_lane 1 (local.get $sum10)))))
        (f64.store offset=8 (i32.add (local.get $c_at) (local.get $stride))
          (f64.sub (f64.load offset=8 (i32.add (local.get $c_at) (local.get $stride)))
            (f64.add (f64x2.extract_lane 0 (local.get $sum11)) (f64x2.extract_lane 1 (local.get $sum11)))))
        (f64.store (i32.add (local.get $c_at) (local.get $stride2))
          (f64.sub (f64.load (i32.add (local.get $c_at) (local.get $stride2)))
            (f64.add (f64x2.extract_lane 0 (local.get $sum20)) (f64x2.extract_lane 1 (local.get $sum20)))))
        (f64.store offset=8 (i32.add (local.get $c_at) (local.get $stride2))
          (f64.sub (f64.load offset=8 (i32.add (local.get $c_at) (local.get $stride2)))
            (f64.add (f64x2.extract_lane 0 (local.get $sum21)) (f64x2.extract_lane 1 (local.get $sum21)))))
        (f64.store (i32.add (local.get $c_at) (local.get $stride3))
          (f64.sub (f64.load (i32.add (local.get $c_at) (local.get $stride3)))
            (f64.add (f64x2.extract_lane 0 (local.get $sum30)) (f64x2.extract_lane 1 (local.get $sum30)))))
        (f64.store offset=8 (i32.add (local.get $c_at) (local.get $stride3))
          (f64.sub (f64.load offset=8 (i32.add (local.get $c_at) (local.get $stride3)))
            (f64.add (f64x2.extract_lane 0 (local.get $sum31)) (f64x2.extract_lane 1 (local.get $sum31)))))
        (local.set $b_row (i32.add (local.get $b_row) (local.get $stride2)))
        (local.set $c_at (i32.add (local.get $c_at) (i32.const 16)))
        (local.set $j (i32.add (local.get $j) (i32.const 2)))
        (br_if $two_columns (i32.lt_u (local.get $j) (local.get $columns))))

      ;; Four rows on.
      (local.set $a_row (i32.add (local.get $a_row) (local.get $stride2)))
      (local.set $a_row (i32.add (local.get $a_row) (local.get $stride2)))
      (local.set $c_row (i32.add (local.get $c_row) (local.get $stride2)))
      (local.set $c_row (i32.add (local.get $c_row) (local.get $stride2)))
      (local.set $i (i32.add (local.get $i) (i32.const 4)))
      (br_if $four_rows (i32.lt_u (local.get $i) (local.get $rows))))))
