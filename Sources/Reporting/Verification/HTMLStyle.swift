/// The style sheet of pages.
enum HTMLStyle {
  static let text = """
    :root{--ink:#1c2430;--faint:#5d6878;--paper:#f6f7f9;--card:#fff;--line:#dfe3e9;
    --good:#1a7f4b;--good-bg:#e5f5ec;--bad:#b3261e;--bad-bg:#fcebea;
    --said:#2457b3;--said-bg:#e8effb;--warn:#8a5a00;--warn-bg:#fdf3dc}
    @media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--faint:#98a3b3;--paper:#12161c;
    --card:#1b212a;--line:#2e3743;--good:#5fd39a;--good-bg:#143326;--bad:#ff8f86;--bad-bg:#401d1b;
    --said:#8fb4ff;--said-bg:#1b2b4d;--warn:#f0c368;--warn-bg:#3b2e12}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);
    font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
    main{max-width:64rem;margin:0 auto;padding:1.25rem 1rem 2rem}
    header{display:flex;gap:1rem;align-items:center;padding:1.25rem;border-radius:14px;
    background:var(--good-bg);color:var(--good)}
    .bad header{background:var(--bad-bg);color:var(--bad)}
    header p{margin:.15rem 0 0;color:var(--ink);overflow-wrap:anywhere}
    h1{font-size:1.5rem;line-height:1.2;margin:0}
    h2{font-size:1.1rem;margin:2rem 0 .75rem;overflow-wrap:anywhere}
    h4{font-size:.85rem;margin:.75rem 0 .25rem;color:var(--faint);font-weight:600}
    .seal{flex:none;width:3rem;height:3rem;border-radius:50%;display:grid;place-items:center;
    font-size:1.5rem;line-height:1;background:var(--good);color:var(--card)}
    .bad .seal{background:var(--bad)}
    .cards{list-style:none;margin:1rem 0 0;padding:0;display:grid;gap:.75rem;
    grid-template-columns:repeat(auto-fill,minmax(13.5rem,1fr))}
    .card{background:var(--card);border:1px solid var(--line);border-left:5px solid var(--good);
    border-radius:10px;padding:.75rem .9rem;display:flex;gap:.7rem;align-items:flex-start}
    .card.no,.card.lost{border-left-color:var(--bad)}
    .card div{min-width:0;flex:1}
    .card strong{overflow-wrap:anywhere}
    .card .state{float:right;font-size:.85rem;color:var(--good);margin-left:.5rem}
    .card.no .state,.card.lost .state,.card.no .mark,.card.lost .mark{color:var(--bad)}
    .card .mark{color:var(--good);font-weight:700;width:1.1em;text-align:center}
    .card small{display:block;color:var(--faint);font-size:.82rem}
    .scroll{overflow-x:auto;border:1px solid var(--line);border-radius:10px;background:var(--card)}
    table{border-collapse:collapse;width:100%;font-size:.92rem}
    th,td{text-align:left;padding:.5rem .75rem;border-bottom:1px solid var(--line);
    vertical-align:baseline}
    tbody tr:last-child>*{border-bottom:0}
    thead th{color:var(--faint);font-weight:600;font-size:.85rem;white-space:nowrap}
    .matrix tbody th{position:sticky;left:0;background:var(--card);font-weight:500;
    white-space:nowrap}
    .matrix td{white-space:nowrap;font-variant-numeric:tabular-nums}
    .matrix td b{font-weight:500;display:inline-block;min-width:1.8em}
    .matrix .none{color:var(--faint)}
    .matrix .no{background:var(--bad-bg)}.matrix em{color:var(--bad);font-style:normal;
    font-weight:600}
    .matrix .said{background:var(--said-bg)}.matrix .said span{color:var(--said)}
    .matrix .lost{color:var(--bad)}
    .matrix .warn{background:var(--warn-bg)}.matrix .warn span{color:var(--warn)}
    .matrix tbody tr:hover th{color:var(--said)}
    .item{background:var(--card);border:1px solid var(--line);border-radius:10px;
    padding:.65rem .9rem;margin:.5rem 0;overflow-wrap:anywhere}
    summary{cursor:pointer}
    .item p{margin:.4rem 0}
    .kind{color:var(--faint)}
    .tag{font-size:.75rem;font-weight:600;padding:.1rem .5rem;border-radius:99px;
    background:var(--bad-bg);color:var(--bad);white-space:nowrap}
    .tag.declared{background:var(--said-bg);color:var(--said)}
    .tag.allowed{background:var(--warn-bg);color:var(--warn)}
    .place{display:block;font-size:.8rem;color:var(--faint);margin-top:.15rem}
    code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
    pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.84rem;margin:.25rem 0;
    padding:.6rem .75rem;border-radius:8px;background:var(--paper)}
    .legend{font-size:.82rem;margin:-.35rem 0 .5rem}
    del,ins{text-decoration:none;border-radius:3px;padding:0 .25em}
    del{background:var(--bad-bg);color:var(--bad)}ins{background:var(--good-bg);color:var(--good)}
    pre del,pre ins{display:inline-block;max-width:100%}
    pre del::before{content:"− "}pre ins::before{content:"+ "}
    .diff i{color:var(--faint)}
    .groups{margin-top:.4rem}.groups th{font-weight:500;color:var(--faint);width:30%}
    .expired,.expired td{color:var(--bad)}.hint{color:var(--faint)}
    .quiet{margin-top:2rem;color:var(--faint);font-size:.9rem}
    @media(max-width:40rem){body{font-size:15px}header{padding:1rem}
    .seal{width:2.5rem;height:2.5rem}
    .matrix th,.matrix td{padding:.4rem .5rem;font-size:.85rem}
    .matrix td b{display:block;min-width:0}
    .matrix td em,.matrix td span{display:block;font-size:.78rem;line-height:1.25}
    .matrix tbody th{white-space:normal;max-width:7.5rem;line-height:1.25}}
    @media print{body{background:none}.card,.item,.scroll{break-inside:avoid}}
    footer{max-width:64rem;margin:0 auto;padding:1rem;color:var(--faint);font-size:.82rem;
    border-top:1px solid var(--line)}

    """
}
